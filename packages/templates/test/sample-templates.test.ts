import { describe, expect, it } from "vitest";
import { createTemplates } from "../src/index.ts";

const templates = createTemplates({ directory: new URL("../../../examples/emails", import.meta.url) });

describe("the sample templates", () => {
  it("render from their previews, without a placeholder left", async () => {
    const names = await templates.names();
    expect(names).toEqual(["receipt", "welcome"]);
    for (const name of names) {
      const { subject, text, html } = await templates.render(name, await templates.preview(name));
      expect(`${subject}${text}${html}`).not.toContain("{{");
      expect(text).toContain("Zoë");
      expect(html).toContain("Zoë");
      expect(html).toContain("prefers-color-scheme: dark");
      // Gmail shows no more than 102 KB of a mail.
      expect(html.length).toBeLessThan(102_000);
    }
  });

  it("load nothing from elsewhere", async () => {
    for (const name of await templates.names()) {
      const { html } = await templates.render(name, await templates.preview(name));
      expect(html).not.toMatch(/<img|<link|@import|url\(/);
    }
  });

  it("do without what is optional", async () => {
    const { invitation, ...context } = await templates.preview("welcome");
    expect(invitation).toMatchObject({ from: expect.any(String) });
    expect((await templates.render("welcome", context)).text).toContain(
      "Your account is ready. Confirm that zoe.obrien@example.com",
    );
  });
});
