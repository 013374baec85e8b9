import { afterEach, beforeEach } from "vitest";
import { configureMail, type MailConfiguration } from "../src/index.ts";

/** Makes every test of a file build with a fixed clock and counted ids, so that messages can be compared to the octet. */
export function useFixedSources(configuration: MailConfiguration = {}): void {
  beforeEach(() => {
    let id = 0;
    configureMail({
      clock: () => new Date("2026-11-23T09:05:00Z"),
      idSource: () => {
        id += 1;
        return `id-${id}`;
      },
      ...configuration,
    });
  });
  afterEach(() => configureMail({}));
}
