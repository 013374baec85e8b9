import { expect, test } from "vitest";
import { runNode } from "../node-program.ts";

const runner = `
  import { startVitest } from "vitest/node";
  const setupFiles = ["@posthorn/testing/setup"];
  const vitest = await startVitest("test", [], { watch: false, config: false, setupFiles, reporters: [{}] });
  for (const module of vitest.state.getTestModules())
    for (const { name, result } of [...module.children.allTests()].map((each) => ({ name: each.name, result: each.result() })))
      console.log(name, result.state, ...(result.errors ?? []).map(({ message }) => message));
  await vitest.close();
`;

const tests = `
  import { sendMail } from "@posthorn/core";
  import { outbox } from "@posthorn/testing";
  import { expect, test } from "vitest";
  test("a mail goes to the outbox", async () => {
    expect(await sendMail("first", "Body", null, ["to@example.com"])).toBe(1);
    expect(outbox.map(({ subject }) => subject)).toEqual(["first"]);
  });
  test("another one finds it empty", async () => {
    expect(outbox).toEqual([]);
    await sendMail("second", "Body", null, ["to@example.com"]);
    expect(outbox.map(({ subject }) => subject)).toEqual(["second"]);
  });
`;

test("B13.21, P11.35: the setup of a test run sends every mail to the outbox, and empties it before each test", async () => {
  const smtp = { EMAIL_BACKEND: "@posthorn/smtp", EMAIL_HOST: "127.0.0.1", EMAIL_PORT: "1" };
  const { stdout } = await runNode({ "run.mjs": runner, "a.test.mjs": tests }, smtp);
  expect(stdout).toBe("a mail goes to the outbox passed\nanother one finds it empty passed\n");
});
