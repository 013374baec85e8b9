import { configureMail, type MailConfiguration } from "@posthorn/core";
import { MemoryBackend, outbox } from "@posthorn/memory";
import { afterEach, beforeEach, vi } from "vitest";

/** Sends what a file's tests send to an outbox that is empty at the start of each, unless `configuration` says otherwise. */
export function useOutbox(configuration: MailConfiguration = {}): void {
  beforeEach(() => {
    outbox.length = 0;
    configureMail({ backend: MemoryBackend, ...configuration });
  });
  afterEach(() => {
    outbox.length = 0;
    configureMail({});
    vi.unstubAllEnvs();
  });
}
