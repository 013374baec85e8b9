import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { BadHeaderError } from "@posthorn/core";
import { describe, expect, it, onTestFinished } from "vitest";
import { createTemplates } from "../src/index.ts";
import { mjml, templateFolder, writeFiles } from "./template-folder.ts";
import { thrown } from "./thrown.ts";

const obrien = { name: "Zoë O'Brien", company: "Tom & Jerry <Ltd>" };
const welcome = {
  "welcome/subject.txt": "Welcome, {{name}} of {{company}}\n",
  "welcome/body.mjml": mjml("<mj-text>Hello {{name}} of {{company}}</mj-text>"),
};

describe("a rendered template", () => {
  it("escapes values in the HTML, and nowhere else", async () => {
    const directory = templateFolder({ ...welcome, "welcome/body.txt": "Hello {{name}} of {{company}}\n" });
    const { subject, text, html } = await createTemplates({ directory }).render("welcome", obrien);
    expect(subject).toBe("Welcome, Zoë O'Brien of Tom & Jerry <Ltd>");
    expect(text).toBe("Hello Zoë O'Brien of Tom & Jerry <Ltd>\n");
    expect(html).toContain("Hello Zoë O&#x27;Brien of Tom &amp; Jerry &lt;Ltd&gt;");
    expect(html).not.toContain("<Ltd>");
  });

  it.each([
    "{{a}}{{b}} new",
    "{{{a}}}{{{b}}} new",
    "{{#each rows}}{{a}}{{b}} new{{/each}}",
    "{{lookup list 0}}{{lookup list 1}} new",
  ])("joins numbers that stand side by side as texts: %s", async (source) => {
    const directory = templateFolder({ ...welcome, "welcome/body.txt": source });
    const context = { a: 10, b: 5, rows: [{ a: 10, b: 5 }], list: [10, 5] };
    expect(await createTemplates({ directory }).renderToString("welcome/body.txt", context)).toBe("105 new");
  });

  it("compiles MJML to an HTML document", async () => {
    const { html } = await createTemplates({ directory: templateFolder(welcome) }).render("welcome", obrien);
    expect(html).toMatch(/^<!doctype html>/i);
    expect(html).not.toContain("mj-text");
  });

  it("keeps a value from adding markup or an attribute", async () => {
    const directory = templateFolder({
      ...welcome,
      "welcome/body.mjml": mjml(
        '<mj-button href="{{name}}">{{name}}</mj-button><mj-image src="a.png" alt="{{name}}" />',
      ),
    });
    const name = `"><script>alert(1)</script><mj-text>{{company}}</mj-text><mj-include path="/etc/passwd" />`;
    const { html } = await createTemplates({ directory }).render("welcome", { ...obrien, company: "x", name });
    expect(html).not.toContain("<script");
    expect(html).not.toContain("root:");
    expect(html.match(/&quot;&gt;&lt;script/g)).toHaveLength(3);
  });

  it("expands blocks around any part of the MJML", async () => {
    const column = "<mj-column><mj-text>{{this}}</mj-text></mj-column>";
    const directory = templateFolder({
      ...welcome,
      "welcome/body.mjml": `<mjml><mj-body>{{#if rows}}<mj-section>{{#each rows}}${column}{{/each}}</mj-section>{{/if}}</mj-body></mjml>`,
    });
    const { text } = await createTemplates({ directory }).render("welcome", { ...obrien, rows: ["one", "two"] });
    expect(text).toBe("one\n\ntwo\n");
  });

  it("takes a body.html where there is no body.mjml", async () => {
    const directory = templateFolder({ "plain/subject.txt": "Hi", "plain/body.html": "<p>Hi {{name}}</p>" });
    const { html, text } = await createTemplates({ directory }).render("plain", obrien);
    expect(html).toBe("<p>Hi Zoë O&#x27;Brien</p>");
    expect(text).toBe("Hi Zoë O'Brien\n");
  });

  it("shows an edit of its files at once", async () => {
    const directory = templateFolder(welcome);
    const templates = createTemplates({ directory });
    await templates.render("welcome", obrien);
    writeFiles(directory, { "welcome/subject.txt": "Hello again" });
    expect((await templates.render("welcome", obrien)).subject).toBe("Hello again");
  });

  it("ignores a byte order mark and keeps Windows line breaks out of the subject", async () => {
    const directory = templateFolder({ ...welcome, "welcome/subject.txt": "\uFEFFHello\r\n" });
    expect((await createTemplates({ directory }).render("welcome", obrien)).subject).toBe("Hello");
  });

  it("is found from a file: URL and from the working directory", async () => {
    const directory = templateFolder(welcome);
    const before = process.cwd();
    onTestFinished(() => process.chdir(before));
    process.chdir(join(directory, ".."));
    const relative = createTemplates({ directory: directory.slice(directory.lastIndexOf("/") + 1) });
    process.chdir(before);
    expect(await relative.names()).toEqual(["welcome"]);
    expect(await createTemplates({ directory: pathToFileURL(directory) }).names()).toEqual(["welcome"]);
  });
});

describe("the subject", () => {
  it.each([
    ["a line feed", "Zoë\nBcc: all@example.com", String.raw`"Welcome, Zoë\nBcc: all@example.com of x"`],
    ["a carriage return", "Zoë\rBcc: all@example.com", String.raw`"Welcome, Zoë\rBcc: all@example.com of x"`],
    ["a line separator", "Zoë\u2028x", String.raw`"Welcome, Zoë\u2028x of x"`],
    ["a control character", "Zoë\x7f", String.raw`"Welcome, Zoë\u007f of x"`],
    ["a line feed at its end", "Zoë\n", String.raw`"Welcome, Zoë\n of x"`],
  ])("refuses a value with %s", async (_, name, shown) => {
    const templates = createTemplates({ directory: templateFolder(welcome) });
    const error = await thrown(() => templates.render("welcome", { name, company: "x" }));
    expect(error).toBeInstanceOf(BadHeaderError);
    expect(error.message).toContain("welcome/subject.txt must give one line");
    expect(error.message).toContain(shown);
  });

  it("refuses a value that ends the subject with a line break", async () => {
    const templates = createTemplates({
      directory: templateFolder({ ...welcome, "welcome/subject.txt": "Hi {{name}}\n" }),
    });
    await expect(templates.render("welcome", { ...obrien, name: "Zoë\n" })).rejects.toThrow(BadHeaderError);
  });

  it("loses one final line break of its file, and no more", async () => {
    const templates = createTemplates({
      directory: templateFolder({ ...welcome, "welcome/subject.txt": "Hello\n\n" }),
    });
    await expect(templates.render("welcome", obrien)).rejects.toThrow(BadHeaderError);
  });
});

describe("the text derived from the HTML", () => {
  async function derived(content: string, head = ""): Promise<string> {
    const body = mjml(content).replace("<mjml>", `<mjml><mj-head>${head}</mj-head>`);
    const directory = templateFolder({ "a/subject.txt": "A", "a/body.mjml": body });
    return (await createTemplates({ directory }).render("a", obrien)).text;
  }

  it("is not escaped", async () => {
    expect(await derived("<mj-text>Hello {{name}} of {{company}}</mj-text>")).toBe(
      "Hello Zoë O'Brien of Tom & Jerry <Ltd>\n",
    );
  });

  it("shows where a link leads", async () => {
    expect(await derived('<mj-button href="https://example.com/?a=1&amp;b=2">Confirm</mj-button>')).toBe(
      "Confirm [https://example.com/?a=1&b=2]\n",
    );
  });

  it("does not repeat a link that is its own label", async () => {
    const links =
      '<a href="https://example.com/">https://example.com/</a> <a href="mailto:a@example.com">a@example.com</a>';
    expect(await derived(`<mj-text>${links}</mj-text>`)).toBe("https://example.com/ a@example.com\n");
  });

  it("skips the preview text and images", async () => {
    const image = '<mj-image src="https://example.com/logo.png" alt="Logo" />';
    expect(await derived(`${image}<mj-text>Hello</mj-text>`, "<mj-preview>Only in the inbox</mj-preview>")).toBe(
      "Hello\n",
    );
  });

  it("keeps headings as they are written and long lines whole", async () => {
    const long = "word ".repeat(40).trim();
    expect(await derived(`<mj-text><h1>Dear Zoë</h1><p>${long}</p></mj-text>`)).toBe(`Dear Zoë\n\n${long}\n`);
  });

  it("aligns a table of data, and reads a table of the layout cell after cell", async () => {
    const rows = "<tr><th>Item</th><th>Price</th></tr><tr><td>Post horn</td><td>1</td></tr>";
    expect(await derived(`<mj-table>${rows}</mj-table>`)).toBe("Item        Price\nPost horn   1\n");
    expect(await derived(`<mj-table role="presentation">${rows}</mj-table>`)).toBe("Item Price\nPost horn 1\n");
  });
});

describe("renderToString", () => {
  const files = {
    "a/plain.txt": "{{name}}\n",
    "a/page.html": "<p>{{name}}</p>",
    "a/mail.mjml": mjml("<mj-text>{{name}}</mj-text>"),
  };

  it("gives what the end of the file's name says", async () => {
    const templates = createTemplates({ directory: templateFolder(files) });
    expect(await templates.renderToString("a/plain.txt", obrien)).toBe("Zoë O'Brien\n");
    expect(await templates.renderToString("a/page.html", obrien)).toBe("<p>Zoë O&#x27;Brien</p>");
    const html = await templates.renderToString("a/mail.mjml", obrien);
    expect(html).toMatch(/<body[\s\S]*Zoë O&#x27;Brien[\s\S]*<\/body>/);
  });

  it("refuses a file whose name does not say whether values are escaped", async () => {
    const error = await thrown(() =>
      createTemplates({ directory: templateFolder(files) }).renderToString("a/page.svg"),
    );
    expect(error.message).toBe(
      '"a/page.svg" must end in .txt, .html or .mjml, which decides whether values are escaped.',
    );
  });

  it("names a file that is not there", async () => {
    const directory = templateFolder(files);
    const error = await thrown(() => createTemplates({ directory }).renderToString("a/none.txt"));
    expect(error).toMatchObject({
      name: "TemplateError",
      code: "template_not_found",
      message: `There is no file "a/none.txt" in ${directory}.`,
    });
  });

  it.each(["../secret.txt", "a/../../secret.txt", "/etc/hostname.txt"])(
    "refuses %s, which leads out of the directory",
    async (file) => {
      const outer = templateFolder({ "secret.txt": "secret", "emails/a/plain.txt": "x" });
      const templates = createTemplates({ directory: join(outer, "emails") });
      const error = await thrown(() => templates.renderToString(file));
      expect(error).toMatchObject({ code: "template_not_found" });
      expect(error.message).toContain("leads out of");
    },
  );

  it("refuses a symbolic link out of the directory and follows one within it", async () => {
    const outer = templateFolder({ "secret.txt": "secret", "emails/a/plain.txt": "inside" });
    symlinkSync(join(outer, "secret.txt"), join(outer, "emails/a/secret.txt"));
    symlinkSync(outer, join(outer, "emails/up"));
    symlinkSync(join(outer, "emails/a"), join(outer, "emails/b"));
    const templates = createTemplates({ directory: join(outer, "emails") });
    expect((await thrown(() => templates.renderToString("a/secret.txt"))).message).toContain("leads out of");
    expect((await thrown(() => templates.renderToString("up/secret.txt"))).message).toContain("leads out of");
    expect(await templates.renderToString("b/plain.txt")).toBe("inside");
  });
});

describe("names and previews", () => {
  it("lists the folders that hold a subject, sorted", async () => {
    const directory = templateFolder({
      ...welcome,
      "receipt/subject.txt": "Receipt",
      "partials/footer.mjml": "",
      "notes.txt": "",
      "no name/subject.txt": "",
    });
    expect(await createTemplates({ directory }).names()).toEqual(["receipt", "welcome"]);
  });

  it("reads the sample context, which is empty where there is none", async () => {
    const directory = templateFolder({ ...welcome, "other/subject.txt": "x", "other/body.html": "x" });
    writeFiles(directory, { "welcome/preview.json": JSON.stringify(obrien) });
    const templates = createTemplates({ directory });
    expect(await templates.preview("welcome")).toEqual(obrien);
    expect(await templates.preview("other")).toEqual({});
  });
});
