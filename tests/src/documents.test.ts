import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { anchors, documents, fences, prose, read, root, table } from "./markdown.ts";

const all = documents();
const guide = read("docs/sending-email.md");
/** What has not been cut from examples yet, or cannot be. */
const otherwise =
  /^(?:\.changeset|apps|bench|tests|docs\/(?!sending-email|writing-a-backend|testing)|packages\/templates)(?:\/|$)/;

test.each(all.filter((path) => !otherwise.test(path)))("every block of code in %s is cut from a file", (path) => {
  for (const { language, code, file } of fences(read(path))) {
    if (!/^(?:[cm]?[jt]sx?|json)$/.test(language)) continue;
    if (file === undefined) expect.fail(`It does not say where this is cut from:\n${code}`);
    expect(read(file), file).toContain(code);
  }
});

test.each(all)("every relative link in %s leads to a file, and to a heading of it", (path) => {
  const text = prose(read(path)).replace(/`[^`]*`/g, "");
  for (const [, link = ""] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/i.test(link)) continue;
    const [file = "", anchor] = link.split("#");
    const target = file === "" ? path : join(dirname(path), file);
    expect(existsSync(join(root, target)), link).toBe(true);
    if (anchor === undefined) continue;
    const document = statSync(join(root, target)).isDirectory() ? join(target, "README.md") : target;
    expect(anchors(read(document)), link).toContain(anchor);
  }
});

test("the list of examples has each of them", () => {
  const files = readdirSync(join(root, "examples")).filter((name) => /\.(?:ts|mjs)$/.test(name));
  const list = read("examples/README.md");
  expect(files.filter((name) => !list.includes(`](${name})`))).toEqual(["vitest.config.ts"]);
});

test("the README shows every kind of example", () => {
  expect(fences(read("README.md")).flatMap(({ file }) => file ?? [])).toEqual([
    "examples/html-message.ts",
    "examples/multipart.ts",
    "examples/template.ts",
    "examples/testing.test.ts",
  ]);
});

describe("the guide", () => {
  test("has the sections of Django's page, in its order", () => {
    const sections = [
      "Quick examples",
      "`sendMail()`",
      "`sendMassMail()`",
      "`sendMassMail()` or `sendMail()`",
      "`mailAdmins()`",
      "`mailManagers()`",
      "Examples",
      "Preventing header injection",
      "The `EmailMessage` class",
      "`EmailMessage` objects",
      "Sending alternative content types",
      "Sending multiple content versions",
      "Updating the default content type",
      "Email backends",
      "Obtaining an instance of an email backend",
      "SMTP backend",
      "Console backend",
      "File backend",
      "In-memory backend",
      "Dummy backend",
      "Defining a custom email backend",
      "Sending multiple emails",
      "Configuring email for development",
    ];
    const headings = Array.from(prose(guide).matchAll(/^#{2,4} (.*)$/gm), ([, heading = ""]) => heading);
    expect(headings.filter((heading) => sections.includes(heading))).toEqual(sections);
  });

  // The 23 examples of Django's page, in its order: what it is about, and a piece of what stands for it here.
  test.each([
    ["send_mail", "examples/send-mail.ts", "await sendMail("],
    ["a multipart mail from templates", "examples/multipart-from-templates.ts", "message.attachAlternative(html"],
    ["an element of send_mass_mail", "examples/mass-mail-items.ts", "[subject, body, fromEmail, recipientList]"],
    ["send_mass_mail", "examples/mass-mail.ts", "await sendMassMail(["],
    ["one message to two people", "examples/together-or-apart.ts", "await sendMail("],
    ["two messages to one person each", "examples/together-or-apart.ts", "await sendMassMail(["],
    ["a contact form", "examples/contact-form.ts", "InvalidMessageError"],
    ["EmailMessage", "examples/email-message.ts", '"Message-ID"'],
    ["attach", "examples/attachments.ts", 'message.attach("wind.png"'],
    ["attach_file", "examples/attachments.ts", "message.attachFile("],
    ["alternatives in a test", "examples/alternatives.test.ts", "message.alternatives[0]?.mimetype"],
    ["attach_alternative", "examples/alternatives.ts", "message.attachAlternative("],
    ["body_contains", "examples/body-contains.test.ts", "message.bodyContains("],
    ["content_subtype", "examples/html-only.ts", 'message.contentSubtype = "html"'],
    ["a connection as a context manager", "examples/held-connection.ts", "await using connection"],
    ["the SMTP backend", undefined, "EMAIL_BACKEND=@posthorn/smtp"],
    ["the console backend", undefined, "EMAIL_BACKEND=@posthorn/console"],
    ["the file backend", undefined, "EMAIL_BACKEND=@posthorn/file\nEMAIL_FILE_PATH="],
    ["the in-memory backend", undefined, "EMAIL_BACKEND=@posthorn/memory"],
    ["the dummy backend", undefined, "EMAIL_BACKEND=@posthorn/dummy"],
    ["send_messages", "examples/send-messages.ts", "connection.sendMessages(messages)"],
    ["open and close by hand", "examples/open-and-close.ts", "await connection.close()"],
    ["a development server", undefined, "python -m aiosmtpd -n -l localhost:8025"],
  ])("has Django's example of %s", (_what, file, text) => {
    const same = fences(guide).filter((fence) => fence.file === file && fence.code.includes(text));
    expect(same).toHaveLength(1);
  });

  test.each(["| environment | configureMail | default |", "| outcome | when | `send()` |"])(
    "has the same table %s as core's README",
    (header) => {
      const rows = table(guide, header);
      expect(rows.length).toBeGreaterThan(3);
      expect(table(read("packages/core/README.md"), header)).toEqual(rows);
    },
  );
});
