import { expect } from "@jest/globals";
import "@posthorn/testing/jest";
import { outbox } from "@posthorn/testing";

expect(outbox).bodyContains("content");
expect(outbox[0]).not.bodyContains("elsewhere");
// @ts-expect-error The matcher takes a string.
expect(outbox).bodyContains(1);
