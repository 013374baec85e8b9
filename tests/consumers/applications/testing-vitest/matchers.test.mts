import { EmailMultiAlternatives } from "@posthorn/core";
import { code, expectMail, latest, links, outbox, waitForMessage } from "@posthorn/testing";
import type {} from "@posthorn/testing/setup";
import { expect, test, vi } from "vitest";

const message = (): EmailMultiAlternatives =>
  new EmailMultiAlternatives(
    "Your code is 482913",
    "Enter 482913 at https://shop.example/login",
    null,
    ["Zoë <zoe@example.com>"],
    {
      cc: ["ada@example.com"],
      headers: { "X-Shop": "Galway" },
      attachments: [["terms.txt", "None."]],
      html: '<p>Enter 482913 <a href="https://shop.example/login">here</a>.</p>',
    },
  );

test("every matcher passes, and negated fails", async () => {
  await message().send();
  expect(outbox).toHaveSent({ to: "zoe@example.com", subject: /code/, headers: { "X-Shop": expect.any(String) } });
  expect(outbox).toHaveSentTimes(1, { cc: ["ada@example.com"] });
  expect(outbox[0]).toBeAddressedTo("zoe@example.com", "ada@example.com");
  expect(outbox[0]).toHaveSubject(expect.stringContaining("482913"));
  expect(outbox[0]).toHaveHeader("x-shop", "Galway");
  expect(outbox[0]).toHaveAttachment({ filename: "terms.txt", mimetype: "text/plain" });
  expect(outbox[0]).toHaveTextBody(/^Enter/);
  expect(outbox[0]).toHaveHtmlBody(/here/);
  expect(outbox[0]).toHaveLink("https://shop.example/login");
  expect(outbox).bodyContains("482913");
  expect(() => expect(outbox).not.toHaveSent()).toThrow("Your code is 482913");
  expect(() => expect(outbox[0]).toHaveSubject("Your code is 482914")).toThrow("482913");
});

test("they are asymmetric values too", async () => {
  await message().send();
  expect([...outbox]).toEqual([expect.toHaveSubject("Your code is 482913")]);
  expect([...outbox]).toEqual([expect.not.toHaveSubject("Hello")]);
});

test("a mail is what its snapshot says, whatever its ids", async () => {
  await message().send();
  expect(outbox[0]).toMatchEmailSnapshot();
});

test.concurrent("also in a concurrent test", async () => {
  await message().send();
  expect(outbox[0]).toMatchEmailSnapshot();
});

test("codes and links are read, and messages waited for, in faked time too", async () => {
  vi.useFakeTimers();
  const waiting = waitForMessage({ subject: /code/ });
  await message().send();
  vi.useRealTimers();
  expect(code(await waiting)).toBe("482913");
  expect(links(latest())).toEqual(["https://shop.example/login"]);
  expectMail(outbox).toHaveSent({ replyTo: [] });
});

test("what does not exist does not compile, and says so", async () => {
  await message().send();
  // @ts-expect-error It is misspelled.
  expect(() => expect(outbox).toHaveSent({ subjct: "x" })).toThrow(TypeError);
  // @ts-expect-error A subject is a text.
  expect(() => expect(outbox[0]).toHaveSubject(1)).toThrow(TypeError);
});
