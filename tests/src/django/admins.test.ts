import { BadHeaderError, ConfigurationError, configureMail, mailAdmins, mailManagers } from "@posthorn/core";
import { MemoryBackend, outbox } from "@posthorn/memory";
import { SmtpBackend } from "@posthorn/smtp";
import { expect, test, vi } from "vitest";
import { startCatchingServer } from "./catching-server.ts";
import { useOutbox } from "./use-outbox.ts";
import { read, written } from "./written.ts";

const PEOPLE = ["Ada <ada@example.com>", "bob@example.com"];
const BOTH = [
  ["mailAdmins", { mail: mailAdmins, setting: "admins", variable: "ADMINS" }],
  ["mailManagers", { mail: mailManagers, setting: "managers", variable: "MANAGERS" }],
] as const;

useOutbox({ admins: PEOPLE, managers: PEOPLE });

/** The one message in the outbox. */
function onlyOne(): (typeof outbox)[number] {
  const [message, ...others] = outbox;
  if (message === undefined || others.length > 0) throw new Error(`The outbox has ${outbox.length} messages.`);
  return message;
}

test.each(BOTH)(
  "B1.11, B1.12, P4.2, P5.2: %s writes one mail to everybody of its setting",
  async (_name, { mail, setting }) => {
    configureMail({ backend: MemoryBackend, [setting]: PEOPLE });
    await mail("Disk full", "Body");
    expect(onlyOne().recipients()).toHaveLength(2);
    expect(await read(onlyOne())).toMatchObject({
      to: [{ address: "ada@example.com" }, { address: "bob@example.com" }],
      text: "Body\n",
    });
  },
);

test.each(BOTH)(
  "B1.11, B1.12, P4.2, P5.2: %s reads its setting from the environment too",
  async (_name, { mail, variable }) => {
    vi.stubEnv(variable, '"Carol, C." <carol@example.com>, dave@example.com');
    configureMail({ backend: MemoryBackend });
    await mail("Subject", "Body");
    expect(onlyOne().recipients()).toEqual(['"Carol, C." <carol@example.com>', "dave@example.com"]);
  },
);

test.each(BOTH)(
  "B1.11, B1.12, P4.3, P4.4, P5.2: %s puts emailSubjectPrefix before the subject, [Posthorn] where nothing sets it",
  async (_name, { mail }) => {
    await mail("Subject", "Body");
    configureMail({ backend: MemoryBackend, admins: PEOPLE, managers: PEOPLE, emailSubjectPrefix: "[Set] " });
    await mail("Subject", "Body");
    vi.stubEnv("EMAIL_SUBJECT_PREFIX", "[Env] ");
    configureMail({ backend: MemoryBackend, admins: PEOPLE, managers: PEOPLE });
    await mail("Subject", "Body");
    expect(outbox.flatMap((message) => written(message, "Subject"))).toEqual([
      "[Posthorn] Subject",
      "[Set] Subject",
      "[Env] Subject",
    ]);
  },
);

test.each(BOTH)(
  "B1.11, B1.12, P4.5, P5.2: %s writes from serverEmail, root@localhost where nothing sets it",
  async (_name, { mail }) => {
    await mail("Subject", "Body");
    configureMail({ backend: MemoryBackend, admins: PEOPLE, managers: PEOPLE, serverEmail: "Set <set@example.com>" });
    await mail("Subject", "Body");
    vi.stubEnv("SERVER_EMAIL", "env@example.com");
    configureMail({ backend: MemoryBackend, admins: PEOPLE, managers: PEOPLE });
    await mail("Subject", "Body");
    expect(outbox.flatMap((message) => written(message, "From"))).toEqual([
      "root@localhost",
      "Set <set@example.com>",
      "env@example.com",
    ]);
  },
);

test.each(BOTH)("B1.11, B1.12, P4.6, P5.2: %s takes htmlMessage for the text/html version", async (_name, { mail }) => {
  await mail("Subject", "Body", { htmlMessage: "<p>Body</p>" });
  const parts = [...onlyOne().message().walk()].map(({ contentType }) => contentType);
  expect(parts).toEqual(["multipart/alternative", "text/plain", "text/html"]);
  expect(await read(onlyOne())).toMatchObject({ text: "Body\n", html: "<p>Body</p>\n" });
});

test.each(BOTH)(
  "B1.11, B1.12, P4.1, P5.1: %s takes failSilently and connection, and answers how many were taken",
  async (_name, { mail }) => {
    const connection = new SmtpBackend({ host: "127.0.0.1", port: 1, timeout: 5 });
    expect(await mail("Subject", "Body", { connection, failSilently: true })).toBe(0);
    await expect(mail("Subject", "Body", { connection })).rejects.toMatchObject({ code: "connection" });
    expect(outbox).toEqual([]);
    expect(await mail("Subject", "Body")).toBe(1);
  },
);

test("B1.13: an empty emailSubjectPrefix leaves the bare subject", async () => {
  configureMail({ backend: MemoryBackend, admins: PEOPLE, emailSubjectPrefix: "" });
  await mailAdmins("Subject", "Body");
  expect(onlyOne().subject).toBe("Subject");
});

test.each(BOTH)(
  "B1.14: %s answers 0, sends nothing and opens no connection where its setting is empty",
  async (_name, { mail, setting, variable }) => {
    await using server = await startCatchingServer();
    const connection = new SmtpBackend({ host: "127.0.0.1", port: server.port });
    configureMail({});
    expect(await mail("Subject", "Body", { connection })).toBe(0);
    configureMail({ [setting]: [] });
    expect(await mail("Subject", "Body", { connection })).toBe(0);
    expect(server.connections).toBe(0);
    vi.stubEnv(variable, "");
    configureMail({ backend: "@posthorn/not-installed" });
    expect(await mail("Subject", "Body")).toBe(0);
  },
);

test.each(BOTH)(
  "B1.14, B1.15: null, a string or a wrong entry as the setting of %s is a ConfigurationError at once",
  (_name, { setting }) => {
    const entry = 'must be a mailbox such as "Ada <ada@example.com>", or ["Ada", "ada@example.com"]';
    for (const [value, text] of [
      [null, ' must be a list of mailboxes, such as ["Ada <ada@example.com>"]; got null.'],
      ["", ' must be a list of mailboxes, such as ["Ada <ada@example.com>"]; got "".'],
      [["ada@example.com", ["Bob"]], `[1] ${entry}; got an array.`],
      [["ada@example.com", "not an address"], `[1] ${entry}; got "not an address".`],
      [[["Ada", "ada@example.com", "x"]], `[0] ${entry}; got an array.`],
    ] as const) {
      expect(() => configureMail({ [setting]: value } as object)).toThrow(new ConfigurationError(`${setting}${text}`));
    }
  },
);

test.each(BOTH)(
  "B1.15: a wrong entry in the environment variable of %s is a ConfigurationError when it is called",
  async (_name, { mail, variable }) => {
    vi.stubEnv(variable, "ada@example.com, not an address");
    configureMail({ backend: MemoryBackend });
    await expect(mail("Subject", "Body")).rejects.toThrow(ConfigurationError);
    await expect(mail("Subject", "Body")).rejects.toThrow(`${variable}[1] must be a mailbox`);
    expect(outbox).toEqual([]);
  },
);

test("B1.16: an entry may be a pair of a name and an address, and its name is in the To header", async () => {
  configureMail({
    backend: MemoryBackend,
    admins: [
      ["Ada, the first", "ada@example.com"],
      ["", "bob@example.com"],
    ],
  });
  await mailAdmins("Subject", "Body");
  expect(written(onlyOne(), "To")).toEqual(['"Ada, the first" <ada@example.com>, bob@example.com']);
});

test("B1.17: a subject that is no string yet is a TypeError, and the prefix does not make one of it", async () => {
  const lazy = { toString: () => "Subject" };
  await expect(mailAdmins(lazy as never, "Body")).rejects.toThrow(
    new TypeError("subject must be a string; got an object."),
  );
  await mailAdmins(`${lazy}`, "Body");
  expect(onlyOne().subject).toBe("[Posthorn] Subject");
});

test("B1.18: a newline in the subject is a BadHeaderError that shows it with its prefix", async () => {
  const error = await mailAdmins("Subject\nBcc: bcc@example.com", "Body").catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(BadHeaderError);
  expect(String(error)).toContain('"[Posthorn] Subject\\nBcc: bcc@example.com"');
  expect(outbox).toEqual([]);
});
