import { afterEach, describe, expect, test } from "vitest";
import { configureMail, getConnection, sendMail, sendMassMail } from "../src/index.ts";
import { RecordingBackend } from "./recording-backend.ts";

afterEach(() => configureMail({}));

describe("sendMail", () => {
  test("sends one message with its HTML version and answers 1", async () => {
    const connection = new RecordingBackend();
    const options = { htmlMessage: "<p>Body</p>", connection };
    expect(await sendMail("Subject", "Body", null, ["to@example.com"], options)).toBe(1);
    const parts = [...(connection.sent[0]?.mime.walk() ?? [])].map(({ contentType }) => contentType);
    expect(parts).toEqual(["multipart/alternative", "text/plain", "text/html"]);
  });

  test("an options object instead of a subject, or an option that does not exist, is a TypeError", async () => {
    await expect(sendMail({ subject: "a" } as never, "b", null, [])).rejects.toThrow(
      /new EmailMessage\(\{ … \}\)\.send\(\)/,
    );
    await expect(sendMail("a", "b", null, ["a@example.com"], { html: "<p>" } as object)).rejects.toThrow(
      'sendMail() takes no option "html"; it takes failSilently, signal, connection, using, authUser, authPassword, htmlMessage.',
    );
  });

  test("an undefined recipient is a TypeError, and nobody is sent to", async () => {
    const connection = new RecordingBackend();
    await expect(sendMail("a", "b", null, [undefined as never], { connection })).rejects.toThrow(/got undefined/);
    expect(connection.sent).toEqual([]);
  });

  test("a text that was forgotten is a TypeError, and no empty mail goes out", async () => {
    const connection = new RecordingBackend();
    await expect(sendMail("a", undefined as never, null, ["a@example.com"], { connection })).rejects.toThrow(
      "body must be a string; got undefined.",
    );
    await expect(sendMassMail([["a", undefined as never, null, ["a@example.com"]]], { connection })).rejects.toThrow(
      "body must be a string; got undefined.",
    );
    expect(connection.sent).toEqual([]);
  });

  test("a list of recipients that was forgotten is a TypeError; null and an empty one are nobody", async () => {
    await expect(sendMail("a", "b", null, undefined as never)).rejects.toThrow("recipientList must be a list");
    await expect(sendMassMail([["a", "b", null, undefined as never]])).rejects.toThrow("recipientList must be a list");
    expect([await sendMail("a", "b", null, null), await sendMail("a", "b", null, "")]).toEqual([0, 0]);
  });

  test("a connection that was not awaited is a TypeError that says so", async () => {
    const connection = getConnection(RecordingBackend) as never;
    await expect(sendMail("a", "b", null, ["a@example.com"], { connection })).rejects.toThrow(
      "write await getConnection()",
    );
  });

  test("without recipients it answers 0 and makes no connection", async () => {
    configureMail({ backend: "@posthorn/nowhere" });
    expect(await sendMail("Subject", "Body", null, [])).toBe(0);
  });
});

describe("sendMassMail", () => {
  test("sends every message over one connection", async () => {
    const connection = new RecordingBackend();
    const sent = await sendMassMail(
      [
        ["First", "Body", "from@example.com", ["a@example.com"]],
        ["Second", "Body", "from@example.com", ["b@example.com"]],
      ],
      { connection },
    );
    expect(sent).toBe(2);
    expect(connection.calls.filter((call) => call === "disconnect")).toHaveLength(1);
  });

  test("of no messages answers 0, and looks for no mailer", async () => {
    configureMail({ backend: "@posthorn/nowhere" });
    expect(await sendMassMail([])).toBe(0);
  });

  test("an element of another shape is a TypeError that counts it, before anything is sent", async () => {
    const connection = new RecordingBackend();
    const messages = [["First", "Body", null, ["a@example.com"]], ["Second"]];
    await expect(sendMassMail(messages as never, { connection })).rejects.toThrow(/number 2 is an array/);
    expect(connection.calls).toEqual([]);
  });
});
