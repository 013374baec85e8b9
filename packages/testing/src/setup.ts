/**
 * Makes every mailer an outbox for the tests of a file, empties it between tests, and adds the matchers to `expect`.
 *
 * @packageDocumentation
 */

import { overrideMailers } from "@posthorn/core";
import { MemoryBackend } from "@posthorn/memory";
import { beforeEach, expect } from "vitest";
import { bodyContains } from "./body-contains.ts";
import { outbox } from "./outbox.ts";

overrideMailers(() => new MemoryBackend({ outbox }));
expect.extend({ bodyContains });
beforeEach(() => {
  outbox.length = 0;
});
