import { afterEach, describe, expect, test } from "vitest";
import {
  configureMail,
  EmailMessage,
  EmailMultiAlternatives,
  getConnection,
  sendMail,
  sendMassMail,
} from "../src/index.ts";
import { MimePart } from "../src/mime/index.ts";
import { RecordingBackend } from "./recording-backend.ts";

// What reads as empty is mail to nobody, or without its parts, in silence.

afterEach(() => configureMail({}));

const to = ["a@example.com"];
const later = <Value>(value: Value): never => Promise.resolve(value) as never;

describe("a value of the wrong type is a TypeError, and not read as empty", () => {
  test.each<[string, () => unknown]>([
    ["a promise as to, by position", () => new EmailMessage("s", "b", null, later(to))],
    ["a promise as bcc, by position", () => new EmailMessage("s", "b", null, to, later(to))],
    ["a promise as to", () => new EmailMessage({ to: later(to) })],
    ["a String object as to", () => new EmailMessage({ to: new String("root") as never })],
    ["a Date as cc", () => new EmailMessage({ cc: new Date() as never })],
    ["a promise as attachments", () => new EmailMessage({ attachments: later([]) })],
    ["an object as attachments", () => new EmailMessage({ attachments: { filename: "a", content: "x" } as never })],
    [
      "a MimePart as attachments",
      () => new EmailMessage({ attachments: new MimePart({ contentType: "text/plain", content: "" }) as never }),
    ],
    ["a number as attachments", () => new EmailMessage({ attachments: 5 as never })],
    [
      "an async generator as attachments",
      () => new EmailMessage({ attachments: (async function* none() {})() as never }),
    ],
    ["a promise as alternatives", () => new EmailMultiAlternatives({ alternatives: later([]) })],
    [
      "an object as alternatives",
      () => new EmailMultiAlternatives({ alternatives: { content: "x", mimetype: "text/html" } as never }),
    ],
    ["a promise as headers", () => new EmailMessage({ headers: later({}) })],
    ["a Date as headers", () => new EmailMessage({ headers: new Date() as never })],
    ["false as sender", () => new EmailMessage({ fromEmail: false as never })],
    ["0 as sender", () => new EmailMessage({ fromEmail: 0 as never })],
    ["options that inherit", () => new EmailMessage(Object.create({ to }))],
    [
      "options of a class",
      () =>
        new EmailMessage(
          new (class Options {
            to = to;
          })() as never,
        ),
    ],
  ])("%s", (_what, make) => {
    expect(make).toThrow(TypeError);
  });

  test.each<[string, () => Promise<unknown>]>([
    ["a promise as recipientList", () => sendMail("s", "b", null, later(to))],
    ["a promise in sendMassMail", () => sendMassMail([["s", "b", null, later(to)]])],
    ["an object in sendMassMail", () => sendMassMail([["s", "b", null, {} as never]])],
    ["a promise as options", () => sendMail("s", "b", null, to, later({}))],
    ["a promise as a connection's options", () => getConnection("@posthorn/nowhere", later({}))],
  ])("%s", async (_what, call) => {
    await expect(call()).rejects.toThrow(TypeError);
  });

  test.each<[string, unknown]>([
    ["a promise", Promise.resolve({})],
    ["a Map", new Map()],
    ["a list", []],
    [
      "an instance",
      new (class Settings {
        emailHost = "x";
      })(),
    ],
  ])("%s as configuration is refused, and the settings stay as they were", async (_what, configuration) => {
    configureMail({ backend: RecordingBackend });
    expect(() => configureMail(configuration as never)).toThrow("configureMail() takes an object of settings");
    expect(await getConnection()).toBeInstanceOf(RecordingBackend);
  });
});

test("attributes that were set to nothing are nobody", () => {
  const message = new EmailMessage({ to });
  Object.assign(message, { cc: null, replyTo: undefined, bcc: "" });
  expect(message.recipients()).toEqual(["a@example.com"]);
  expect(message.message().get("Cc")).toBeUndefined();
});
