import { accepted, BaseEmailBackend, type Delivery, EmailMultiAlternatives, type Outgoing } from "@posthorn/core";
import { describe, expect, it } from "vitest";
import { createTemplates, type Templates } from "../src/index.ts";
import { mjml, templateFolder } from "./template-folder.ts";
import { thrown } from "./thrown.ts";

class RecordingBackend extends BaseEmailBackend {
  readonly sent: Outgoing[] = [];

  protected override async transmit(outgoing: Outgoing): Promise<Delivery> {
    this.sent.push(outgoing);
    return accepted(outgoing.message);
  }
}

function templates(): Templates {
  return createTemplates({
    directory: templateFolder({
      "welcome/subject.txt": "Welcome, {{name}}\n",
      "welcome/body.mjml": mjml("<mj-text>Hello {{name}}</mj-text>"),
    }),
  });
}

describe("message", () => {
  it("is sent with its text and its HTML", async () => {
    const connection = new RecordingBackend();
    const message = await templates().message("welcome", {
      context: { name: "O'Brien" },
      fromEmail: "post@example.com",
      to: ["ada@example.com"],
      connection,
    });
    expect(await message.send()).toBe(1);
    const bytes = new TextDecoder().decode(connection.sent[0]?.mime.toBytes());
    expect(bytes).toContain("Subject: Welcome, O'Brien\r\n");
    expect(bytes).toContain("Content-Type: multipart/alternative;");
    expect(bytes).toMatch(
      /Content-Type: text\/plain[\s\S]*\r\n\r\nHello O'Brien\r\n[\s\S]*Content-Type: text\/html[\s\S]*Hello O&#x27;Brien/,
    );
  });

  it("is a draft with the body as text and the HTML as its first alternative", async () => {
    const message = await templates().message("welcome", {
      context: { name: "Ada" },
      to: ["ada@example.com"],
      cc: ["bob@example.com"],
      headers: { "X-Kind": "welcome" },
      attachments: [["a.txt", "a", "text/plain"]],
      alternatives: [["BEGIN:VCALENDAR", "text/calendar"]],
    });
    expect(message).toBeInstanceOf(EmailMultiAlternatives);
    expect(message).toMatchObject({
      subject: "Welcome, Ada",
      body: "Hello Ada\n",
      cc: ["bob@example.com"],
      extraHeaders: { "X-Kind": "welcome" },
    });
    expect(message.alternatives.map(({ mimetype }) => mimetype)).toEqual(["text/html", "text/calendar"]);
    expect(message.bodyContains("Hello Ada")).toBe(false);
    expect(message.attachments).toHaveLength(1);
  });

  it.each(["subject", "body", "html"])("takes no %s, which the template gives", async (part) => {
    const error = await thrown(() =>
      templates().message("welcome", { context: { name: "Ada" }, ...{ [part]: "mine" } }),
    );
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toBe(`message() takes no option ${part}; the template "welcome" gives it.`);
  });

  it("names an option that no message has", async () => {
    const error = await thrown(() => templates().message("welcome", { context: { name: "Ada" }, ...{ too: [] } }));
    expect(error).toBeInstanceOf(TypeError);
    expect(error.message).toContain('"too"');
  });
});
