import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { configureMail, type MailConfiguration, mailAdmins, mailManagers } from "../src/index.ts";
import { RecordingBackend } from "./recording-backend.ts";

let connection: RecordingBackend;
const people = { mailAdmins, mailManagers };

beforeEach(() => {
  connection = new RecordingBackend();
});
afterEach(() => configureMail({}));

describe.each([["mailAdmins", "admins"] as const, ["mailManagers", "managers"] as const])("%s", (name, setting) => {
  const send = people[name];
  const configure = (mailboxes: unknown, more: MailConfiguration = {}): void =>
    configureMail({ [setting]: mailboxes, ...more });

  test("sends one message to all of them, with prefix and sender of the settings, and answers the count", async () => {
    configure(["Ada <ada@example.com>", ['Bob "B", Jr.', "bob@example.com"], ["", "carl@example.com"]]);
    expect(await send("Disk full", "Body", { connection })).toBe(1);
    const mime = connection.sent[0]?.mime;
    expect(mime?.get("Subject")).toBe("[Posthorn] Disk full");
    expect(mime?.get("From")).toBe("root@localhost");
    expect(mime?.headers.find((field) => field.name === "To")?.body).toBe(
      'Ada <ada@example.com>, "Bob \\"B\\", Jr." <bob@example.com>, carl@example.com',
    );
    expect(connection.sent[0]?.envelope).toMatchObject({
      from: "root@localhost",
      to: ["ada@example.com", "bob@example.com", "carl@example.com"],
    });
  });

  test("takes prefix and sender of the settings as they are, and an HTML version", async () => {
    configure(["a@example.com"], { emailSubjectPrefix: "", serverEmail: "Server <server@example.com>" });
    await send("Bare", "Text", { connection, htmlMessage: "<p>Text</p>" });
    const mime = connection.sent[0]?.mime;
    expect([mime?.get("Subject"), mime?.get("From")]).toEqual(["Bare", "Server <server@example.com>"]);
    expect([...(mime?.walk() ?? [])].map(({ contentType }) => contentType)).toEqual([
      "multipart/alternative",
      "text/plain",
      "text/html",
    ]);
  });

  test("answers 0 and opens nothing where there is nobody", async () => {
    configureMail({ backend: "@posthorn/nowhere" });
    expect(await send("Disk full", "Body")).toBe(0);
    configure([]);
    expect(await send("Disk full", "Body", { connection })).toBe(0);
    expect(connection.calls).toEqual([]);
  });

  test("refuses a newline in the subject, naming the prefixed one", async () => {
    configure(["a@example.com"]);
    await expect(send("Disk\nBcc: b@example.com", "Body", { connection })).rejects.toThrow(
      String.raw`got "[Posthorn] Disk\nBcc: b@example.com" for Subject`,
    );
  });

  test("fails silently where the call says so, and names an option that does not exist", async () => {
    configure(["a@example.com"]);
    connection.reachable = () => {
      throw new Error("not a delivery error");
    };
    await expect(send("a", "b", { connection, failSilently: true })).rejects.toThrow("not a delivery error");
    await expect(send("a", "b", { authUser: "x" } as object)).rejects.toThrow(
      `${name}() takes no option "authUser"; it takes failSilently, signal, connection, using, htmlMessage.`,
    );
    await expect(send({} as never, "b")).rejects.toThrow("subject must be a string; got an object.");
  });
});
