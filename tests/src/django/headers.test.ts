import {
  BadAddressError,
  configureMail,
  EmailMessage,
  type EmailMessageOptions,
  EmailMultiAlternatives,
  InvalidMessageError,
} from "@posthorn/core";
import { outbox } from "@posthorn/memory";
import { SmtpBackend } from "@posthorn/smtp";
import { describe, expect, test, vi } from "vitest";
import { startCatchingServer } from "./catching-server.ts";
import { useOutbox } from "./use-outbox.ts";
import { read, written, writtenHeaders } from "./written.ts";

useOutbox();

function messageWith(options: EmailMessageOptions): EmailMessage {
  return new EmailMessage({
    subject: "Subject",
    body: "Body",
    fromEmail: "from@example.com",
    to: ["to@example.com"],
    ...options,
  });
}

describe("what is written", () => {
  test("B4.1: Subject, From, To, Cc, Reply-To, Date and Message-ID come first, then extra headers as given, then those of MIME", () => {
    const message = messageWith({
      cc: ["cc@example.com"],
      replyTo: ["r@example.com"],
      headers: { "X-Z": "1", "X-A": "2" },
    });
    expect(writtenHeaders(message).map(([name]) => name)).toEqual([
      "Subject",
      "From",
      "To",
      "Cc",
      "Reply-To",
      "Date",
      "Message-ID",
      "X-Z",
      "X-A",
      "MIME-Version",
      "Content-Type",
      "Content-Transfer-Encoding",
    ]);
  });

  test.each([
    ["To", "to"],
    ["Cc", "cc"],
    ["Reply-To", "replyTo"],
  ] as const)("B4.2, P9.16, P9.17: %s stands there only where its list has an element", (header, option) => {
    expect(written(new EmailMessage({ [option]: [] }), header)).toEqual([]);
    expect(written(new EmailMessage({ [option]: ["a@example.com"] }), header)).toEqual(["a@example.com"]);
  });

  test.each([
    ["To", "to"],
    ["Cc", "cc"],
    ["Reply-To", "replyTo"],
  ] as const)("B4.3: the elements of %s are joined with a comma and a blank", (header, option) => {
    const message = new EmailMessage({ [option]: ["a@example.com", "Bob <b@example.com>", '"C, D" <c@example.com>'] });
    expect(written(message, header)).toEqual(['a@example.com, Bob <b@example.com>, "C, D" <c@example.com>']);
  });

  test("B4.4: Subject is always there, also an empty one", async () => {
    expect(written(messageWith({ subject: "" }), "Subject")).toEqual([""]);
    const { headers } = await read(messageWith({ subject: "" }));
    expect(headers.filter(({ key }) => key === "subject")).toMatchObject([{ value: "" }]);
  });

  test("B4.5, P9.9: bcc is never written, and gets the mail", async () => {
    await using server = await startCatchingServer();
    const connection = new SmtpBackend({ host: "127.0.0.1", port: server.port });
    expect(await messageWith({ bcc: ["hidden@example.com"], connection }).send()).toBe(1);
    expect(server.mails[0]?.recipients).toEqual(["to@example.com", "hidden@example.com"]);
    expect(server.mails[0]?.bytes.toString()).toContain("To: to@example.com\r\n");
    expect(server.mails[0]?.bytes.toString()).not.toMatch(/hidden@example\.com|^bcc:/im);
  });

  test.each(["to", "cc", "replyTo"] as const)("B4.6: an empty element of %s is refused, and never written", (name) => {
    expect(() => messageWith({ [name]: ["a@example.com", ""] }).message()).toThrow(BadAddressError);
    expect(() => messageWith({ [name]: [""] }).message()).toThrow(BadAddressError);
    expect(() => messageWith({ [name]: [null] } as object)).toThrow(TypeError);
  });
});

describe("extra headers", () => {
  test("B4.7, P9.13: follow in the order in which they were given", () => {
    const message = messageWith({ headers: { "X-B": "2", "X-A": "1" } });
    message.extraHeaders["X-C"] = "3";
    const extra = writtenHeaders(message).filter(([name]) => name.startsWith("X-"));
    expect(extra).toEqual([
      ["X-B", "2"],
      ["X-A", "1"],
      ["X-C", "3"],
    ]);
  });

  test.each([1, null, undefined, true, ["a"]])("B4.7: %j as a value is a TypeError that names the header", (value) => {
    expect(() => messageWith({ headers: { "X-Tag": value } } as object)).toThrow(
      /^The header "X-Tag" must be a string; got /,
    );
  });

  test("B4.8: From replaces the From header, and the envelope's sender stays fromEmail", async () => {
    await using server = await startCatchingServer();
    const connection = new SmtpBackend({ host: "127.0.0.1", port: server.port });
    const message = messageWith({ headers: { From: "Other <other@example.com>" }, connection });
    expect(written(message, "From")).toEqual(["Other <other@example.com>"]);
    expect(await message.send()).toBe(1);
    expect(server.mails[0]?.sender).toBe("from@example.com");
    expect(server.mails[0]?.bytes.toString().match(/^From: .*$/gm)).toEqual(["From: Other <other@example.com>"]);
  });

  test.each(["To", "Cc", "Reply-To"])("B4.9: %s replaces the header of the list, also of an empty one", (name) => {
    const lists = { to: ["to@example.com"], cc: ["cc@example.com"], replyTo: ["r@example.com"] };
    const headers = { [name]: "a@example.com, Bob <b@example.com>" };
    expect(written(new EmailMessage({ ...lists, headers }), name)).toEqual(["a@example.com, Bob <b@example.com>"]);
    expect(written(new EmailMessage({ headers }), name)).toEqual(["a@example.com, Bob <b@example.com>"]);
  });

  test.each(["from", "TO", "CC", "reply-to", "DATE", "message-id"])(
    "B4.10: %s replaces in any letter case, once, and is checked",
    (name) => {
      const lists = { to: ["to@example.com"], cc: ["cc@example.com"], replyTo: ["r@example.com"] };
      const message = new EmailMessage({ ...lists, headers: { [name]: "other@example.com" } });
      const fields = writtenHeaders(message).filter(([field]) => field.toLowerCase() === name.toLowerCase());
      expect(fields).toEqual([[name, "other@example.com"]]);
      expect(() => new EmailMessage({ ...lists, headers: { [name]: "a@example.com\nX: y" } }).message()).toThrow(
        /line breaks/,
      );
    },
  );

  test("B4.11: Date and Message-ID replace what would be generated, under the given name, at their place among the extra headers", () => {
    const headers = {
      "X-A": "1",
      date: "Fri, 09 Nov 2001 01:08:47 -0000",
      "X-B": "2",
      "MESSAGE-ID": "<own@example.com>",
    };
    const names = writtenHeaders(messageWith({ headers })).map(([name]) => name);
    expect(names.slice(0, 7)).toEqual(["Subject", "From", "To", "X-A", "date", "X-B", "MESSAGE-ID"]);
    expect(names.filter((name) => /^(?:date|message-id)$/i.test(name))).toEqual(["date", "MESSAGE-ID"]);
    expect(written(messageWith({ headers }), "date")).toEqual(["Fri, 09 Nov 2001 01:08:47 -0000"]);
    expect(written(messageWith({ headers }), "MESSAGE-ID")).toEqual(["<own@example.com>"]);
  });

  test("B4.12: a Message-ID without brackets gets none", () => {
    expect(written(messageWith({ headers: { "Message-ID": "foo" } }), "Message-ID")).toEqual(["foo"]);
  });

  test.each(["Subject", "Content-Type", "Bcc", "subject", "CONTENT-TYPE", "bcc", "Resent-Bcc", "MIME-Version"])(
    "B4.13: %s is refused, since a message has one of its own or must not show it",
    async (name) => {
      const message = messageWith({ headers: { [name]: "text/html" } });
      expect(() => message.message()).toThrow(InvalidMessageError);
      await expect(message.send({ failSilently: true })).rejects.toThrow("headers must not have");
      expect(outbox).toEqual([]);
    },
  );
});

describe("Date", () => {
  const clock = (): Date => new Date("2026-07-04T09:05:07.900Z");

  test("B4.14: is the time in UTC", () => {
    configureMail({ clock });
    expect(written(messageWith({}), "Date")).toEqual(["Sat, 4 Jul 2026 09:05:07 +0000"]);
  });

  test("B4.14: is the time of the call, to the second", () => {
    const before = Math.trunc(Date.now() / 1000);
    const date = Date.parse(written(messageWith({}), "Date")[0] ?? "") / 1000;
    expect(date).toBeGreaterThanOrEqual(before);
    expect(date).toBeLessThanOrEqual(Date.now() / 1000);
  });

  test.each([
    ["America/St_Johns", "Sat, 4 Jul 2026 06:35:07 -0230"],
    ["Asia/Kathmandu", "Sat, 4 Jul 2026 14:50:07 +0545"],
  ])("B4.14: has the local offset where emailUseLocaltime is set, such as of %s", (zone, date) => {
    vi.stubEnv("TZ", zone);
    configureMail({ clock, emailUseLocaltime: true });
    expect(written(messageWith({}), "Date")).toEqual([date]);
    configureMail({ clock });
    vi.stubEnv("EMAIL_USE_LOCALTIME", "true");
    expect(written(messageWith({}), "Date")).toEqual([date]);
  });
});

test("B4.15: a Message-ID is unique, and its domain is the sender's, or messageIdDomain", () => {
  const ids = [messageWith({}), messageWith({})].flatMap((message) => written(message, "Message-ID"));
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(id).toMatch(/^<[a-z0-9-]{36}@example\.com>$/);
  const domainOf = (fromEmail: string): string | undefined =>
    /@(.*)>$/.exec(written(messageWith({ fromEmail }), "Message-ID")[0] ?? "")?.[1];
  expect(["Ada <a@öäü.com>", "root"].map(domainOf)).toEqual(["xn--4ca9at.com", "localhost"]);
  configureMail({ messageIdDomain: "mail.example.org" });
  expect(domainOf("a@example.com")).toBe("mail.example.org");
});

test("B4.16: MIME-Version stands in the message alone, not in its parts", () => {
  const message = new EmailMultiAlternatives("Subject", "Body", "from@example.com", ["to@example.com"], {
    alternatives: [["<p>Body</p>", "text/html"]],
    attachments: [["a.bin", new Uint8Array([1])]],
  });
  expect(
    message
      .message()
      .toString()
      .match(/^MIME-Version: 1\.0$/gm),
  ).toHaveLength(1);
  expect(message.message().get("MIME-Version")).toBe("1.0");
});

test("B4.17: what is no string yet is a TypeError as a subject, an address or the value of a header", () => {
  const lazy = { toString: () => "lazy@example.com" } as never;
  expect(() => messageWith({ subject: lazy })).toThrow("subject must be a string; got an object.");
  expect(() => messageWith({ fromEmail: lazy })).toThrow("fromEmail must be a string; got an object.");
  expect(() => messageWith({ to: [lazy] })).toThrow(/^to\[0\] must be a mailbox/);
  expect(() => messageWith({ headers: { "X-Tag": lazy } })).toThrow(/^The header "X-Tag" must be a string/);
});
