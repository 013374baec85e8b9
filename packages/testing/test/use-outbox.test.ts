import { expect, test } from "vitest";
import { runProgram } from "./run-program.ts";

const PROGRAM = `
  import assert from "node:assert/strict";
  import { afterEach, beforeEach, describe, test } from "node:test";
  import { sendMail } from "@posthorn/core";
  import { outbox, useOutbox, withOutbox } from "@posthorn/testing";
  useOutbox({ beforeEach, afterEach });
  const send = (subject) => sendMail(subject, "Body", null, ["to@example.com"]);
  const subjects = (messages) => messages.map(({ subject }) => subject);

  test("sees its mail", async () => {
    await send("first");
    assert.deepEqual(subjects(outbox), ["first"]);
  });
  test("has tests within, each wrapped", async (t) => {
    for (const name of ["one", "two"])
      await t.test(name, () => withOutbox(async (own) => {
        await send(name);
        assert.deepEqual(subjects(own), [name]);
      }));
  });
  describe("at the same time", { concurrency: true }, () => {
    for (const name of ["ada", "bob"])
      test(name, () => withOutbox(async (own) => {
        await send(name);
        await new Promise((resolve) => setTimeout(resolve, 5));
        assert.deepEqual(subjects(own), [name]);
      }));
    test("unwrapped", () => assert.throws(() => outbox.length, /withOutbox/));
  });
  test("begins with an empty outbox, whatever ran before", async () => {
    assert.deepEqual(subjects(outbox), []);
    await send("last");
    assert.deepEqual(subjects(outbox), ["last"]);
  });
`;

test("useOutbox() gives each test of node:test its outbox, also behind tests within tests and at the same time", async () => {
  const { status, stdout } = await runProgram(process.execPath, [
    "--test-reporter=tap",
    "--input-type=module",
    "--eval",
    PROGRAM,
  ]);
  expect(stdout).toContain("# fail 0");
  expect(stdout).toMatch(/# pass [89]/);
  expect(status).toBe(0);
});
