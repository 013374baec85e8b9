import { overrideMailers } from "@posthorn/core";
import { MemoryBackend } from "@posthorn/memory";
import { beforeEach, expect } from "vitest";
import { type BodyContainsMatcher, bodyContains } from "./body-contains.ts";
import { outbox } from "./outbox.ts";

declare global {
  namespace Chai {
    interface Assertion extends BodyContainsMatcher {}
  }
}

overrideMailers(() => new MemoryBackend({ outbox }));
expect.extend({ bodyContains });
beforeEach(() => {
  outbox.length = 0;
});
