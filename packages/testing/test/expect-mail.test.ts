import { AssertionError } from "node:assert";
import { EmailMessage } from "@posthorn/core";
import { expect, test } from "vitest";
import { expectMail, matchers, outbox } from "../src/index.ts";
import { failureOf } from "./failure-of.ts";

const message = new EmailMessage("Hello", "Body", null, ["zoe@example.com"]);

test("expectMail has every matcher but the snapshot, and each of them negated", () => {
  const names = Object.keys(matchers).filter((name) => name !== "toMatchEmailSnapshot");
  expect(Object.keys(expectMail(outbox)).sort()).toEqual([...names, "not"].sort());
  expect(Object.keys(expectMail(outbox).not).sort()).toEqual(names.sort());
});

test("expectMail passes where the matchers pass", async () => {
  expectMail(outbox).not.toHaveSent();
  await message.send();
  expectMail(outbox).toHaveSent({ to: "zoe@example.com" });
  expectMail(outbox).toHaveSentTimes(1);
  expectMail(outbox[0]).bodyContains("Body");
  expectMail(outbox[0]).toBeAddressedTo("zoe@example.com");
  expectMail(outbox[0]).toHaveSubject("Hello");
  expectMail(outbox[0]).toHaveHeader("Date");
  expectMail(outbox[0]).toHaveHeader("Subject", /Hello/);
  expectMail(outbox[0]).toHaveTextBody("Body");
  expectMail(outbox[0]).not.toHaveHtmlBody(/./);
  expectMail(outbox[0]).not.toHaveLink(/./);
  expectMail(outbox[0]).not.toHaveAttachment(/./);
});

test.each([
  ["bodyContains", () => expectMail(message).bodyContains("x")],
  ["toHaveSent", () => expectMail([message]).toHaveSent({ subject: "x" })],
  ["toHaveSentTimes", () => expectMail([message]).toHaveSentTimes(2)],
  ["toBeAddressedTo", () => expectMail(message).toBeAddressedTo("ada@example.com")],
  ["toHaveSubject", () => expectMail(message).toHaveSubject("x")],
  ["toHaveHeader", () => expectMail(message).toHaveHeader("X-Other")],
  ["toHaveAttachment", () => expectMail(message).toHaveAttachment("x")],
  ["toHaveTextBody", () => expectMail(message).toHaveTextBody("x")],
  ["toHaveHtmlBody", () => expectMail(message).toHaveHtmlBody("x")],
  ["toHaveLink", () => expectMail(message).toHaveLink("x")],
  ["not.toHaveSubject", () => expectMail(message).not.toHaveSubject("Hello")],
])("%s of expectMail fails with an AssertionError that says why", (operator, assert) => {
  expect(assert).toThrow(AssertionError);
  expect(assert).toThrow(expect.objectContaining({ operator, message: expect.stringContaining("Subject: Hello") }));
});

test("the stack of expectMail's error begins where it was called", () => {
  try {
    expectMail(message).toHaveSubject("x");
  } catch (error) {
    expect((error as Error).stack).toMatch(/\n {4}at [^\n]*expect-mail\.test\.ts/);
    expect((error as Error).stack).not.toContain("src/matchers");
    return;
  }
  expect.unreachable();
});

test("expectMail refuses what is no mail", () => {
  expect(() => expectMail(undefined).toHaveSubject("x")).toThrow(TypeError);
  expect(failureOf(() => expectMail(outbox[0]).not.toHaveSubject("x"))).toContain("nothing was sent there");
});
