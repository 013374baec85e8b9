import { rmSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { MailError } from "@posthorn/core";
import { describe, expect, it } from "vitest";
import { createTemplates, TemplateError } from "../src/index.ts";
import { mjml, templateFolder } from "./template-folder.ts";
import { thrown } from "./thrown.ts";

const hello = { "welcome/subject.txt": "Hello\n", "welcome/body.html": "<p>Hello</p>" };

function expand(source: string, context: object = {}): Promise<string> {
  return createTemplates({ directory: templateFolder({ "a/x.txt": source }) }).renderToString("a/x.txt", context);
}

describe("template_directory", () => {
  it("says that the folder does not exist, and from where a path starts", async () => {
    const error = await thrown(() => createTemplates({ directory: "no/such/folder" }));
    expect(error).toBeInstanceOf(TemplateError);
    expect(error).toBeInstanceOf(MailError);
    expect(error).toMatchObject({ name: "TemplateError", code: "template_directory" });
    expect(error.message).toContain(
      `The directory of templates ${join(process.cwd(), "no/such/folder")} does not exist.`,
    );
  });

  it("says that a file is no folder", async () => {
    const directory = join(templateFolder({ "file.txt": "" }), "file.txt");
    expect((await thrown(() => createTemplates({ directory }))).message).toContain("is no folder");
  });

  it("tells of a folder that was removed later", async () => {
    const directory = templateFolder(hello);
    const templates = createTemplates({ directory });
    rmSync(directory, { recursive: true });
    expect(await thrown(() => templates.render("welcome"))).toMatchObject({ code: "template_directory" });
  });

  it("is no string or URL: a TypeError", async () => {
    const options = JSON.parse('{ "directory": 5 }');
    expect(await thrown(() => createTemplates(options))).toBeInstanceOf(TypeError);
  });
});

describe("template_not_found", () => {
  it("suggests the closest name and lists them all", async () => {
    const directory = templateFolder({ ...hello, "receipt/subject.txt": "", "receipt/body.html": "" });
    const error = await thrown(() => createTemplates({ directory }).render("welcom"));
    expect(error).toMatchObject({
      code: "template_not_found",
      message: `There is no template "welcom" in ${directory}. Did you mean "welcome"? There are: receipt, welcome.`,
    });
  });

  it("suggests nothing that is far off", async () => {
    const error = await thrown(() => createTemplates({ directory: templateFolder(hello) }).render("invoice"));
    expect(error.message).not.toContain("Did you mean");
  });

  it("says what a template is where there are none", async () => {
    const error = await thrown(() => createTemplates({ directory: templateFolder({}) }).render("welcome"));
    expect(error.message).toContain("There are no templates yet: each is a folder with subject.txt and body.mjml.");
  });

  it.each(["../welcome", "", "a/b", ".", "wel come", "a\0"])("refuses %j as a name", async (name) => {
    const error = await thrown(() => createTemplates({ directory: templateFolder(hello) }).render(name));
    expect(error).toMatchObject({ code: "template_not_found" });
    expect(error.message).toContain(`${JSON.stringify(name)} is no template name.`);
  });

  it.each([
    ["subject.txt", { "a/body.mjml": "" }],
    ["body.mjml", { "a/subject.txt": "" }],
  ])("names the missing %s", async (part, files) => {
    const error = await thrown(() => createTemplates({ directory: templateFolder(files) }).render("a"));
    expect(error).toMatchObject({ code: "template_not_found", file: `a/${part}` });
    expect(error.message).toContain(`The template "a" has no ${part}`);
  });
});

describe("template_syntax", () => {
  it.each([
    [
      "an open block",
      "one\n{{#if a}}two",
      2,
      'a/x.txt, line 2: the file ends in an open block or expression, near "one{{#if a}}two".',
    ],
    [
      "the wrong end",
      "one\n{{#if a}}two{{/each}}",
      2,
      "a/x.txt, line 2: {{/each}} stands where {{#if}} must be closed.",
    ],
    ["an open expression", "one {{two", 1, 'a/x.txt, line 1: Handlebars cannot read this, near "one {{two".'],
    [
      "an unknown helper",
      "\n\n{{upper name}}",
      3,
      'a/x.txt, line 3: there is no helper "upper". There are if, unless, each, with, lookup and log.',
    ],
    ["a missing partial", "{{> footer}}", undefined, "a/x.txt: The partial footer could not be found."],
  ])("names the line of %s", async (_, source, line, message) => {
    const error = await thrown(() => expand(source));
    expect(error).toMatchObject({ name: "TemplateError", code: "template_syntax", file: "a/x.txt", message });
    expect(error.line).toBe(line);
  });

  it("refuses a file that is not UTF-8", async () => {
    const directory = templateFolder({ "a/x.txt": new Uint8Array([0x5a, 0x6f, 0xeb]) });
    const error = await thrown(() => createTemplates({ directory }).renderToString("a/x.txt"));
    expect(error).toMatchObject({ code: "template_syntax", message: "a/x.txt is not UTF-8. Save it as UTF-8." });
  });

  it.each([
    ["", 1, 1, "something is missing here"],
    ['{\n  "a": x\n}', 2, 8, '"x" cannot stand here'],
    ['{\n  "a": 1,\n}', 3, 1, '"}" cannot stand here'],
    ['{"a": [1, {"b": "c" 2}]}', 1, 21, '"2}]}" cannot stand here'],
    ['{"a": 1', 1, 8, "something is missing here"],
    ['{"a": 1} // x', 1, 10, '"//" cannot stand here'],
    ['{"a": "\\x"}', 1, 7, '"\\"\\\\x\\"}" cannot stand here'],
  ])("names the place where %j stops being JSON", async (json, line, column, problem) => {
    const directory = templateFolder({ ...hello, "welcome/preview.json": json });
    const error = await thrown(() => createTemplates({ directory }).preview("welcome"));
    const message = `welcome/preview.json, line ${line}, column ${column}: this is not JSON; ${problem}.`;
    expect(error).toMatchObject({ code: "template_syntax", file: "welcome/preview.json", line, column, message });
  });
});

describe("template_context", () => {
  it.each([
    ["{{name}}", {}],
    ["{{user.name}}", { user: {} }],
    ["{{user.name}}", {}],
    ["{{user.name}}", { user: null }],
    ["{{{user.name}}}", { user: {} }],
    ["{{#each list}}{{name}}{{/each}}", { list: [{ name: "a" }, {}] }],
    ["{{#each list}}{{name}}{{/each}}", { list: [null] }],
    ["{{#each list as |item|}}{{item.name}}{{/each}}", { list: [{}] }],
    ["{{#each list}}{{../name}}{{/each}}", { list: [1] }],
    ["{{name}}", { name: undefined }],
    ["{{constructor}}", {}],
    ["{{name.constructor}}", { name: "a" }],
    ["{{log}}", {}],
  ])("refuses %s with %j, which would show nothing", async (source, context) => {
    const error = await thrown(() => expand(`Hello\n${source}`, context));
    const expression = /\{\{([\w./]+)\}\}/.exec(source)?.[1];
    expect(error).toMatchObject({ name: "TemplateError", code: "template_context", file: "a/x.txt", line: 2 });
    expect(error.message).toContain(`a/x.txt, line 2: the context has no value for {{${expression}}}.`);
  });

  it.each([
    ["{{#if name}}{{name}}{{else}}friend{{/if}}", {}, "friend"],
    ["{{#unless user.name}}friend{{/unless}}", {}, "friend"],
    ["{{#each list}}{{this}}{{else}}none{{/each}}", {}, "none"],
    ["{{#with user}}{{name}}{{else}}none{{/with}}", {}, "none"],
    ["{{#user}}{{name}}{{/user}}", {}, ""],
    ["[{{name}}]", { name: null }, "[]"],
    ["{{zero}} {{no}} [{{empty}}]", { zero: 0, no: false, empty: "" }, "0 false []"],
    ["{{#each list}}{{@index}}{{this}}{{../a}}{{@root.a}} {{/each}}", { list: ["x", "y"], a: 1 }, "0x11 1y11 "],
    ["{{log}} {{lookup}} {{[first name]}}", { log: "a", lookup: "b", "first name": "c" }, "a b c"],
    ["{{list.[1].name}} {{list.length}}", { list: [{}, { name: "b" }] }, "b 2"],
  ])("lets %s show %j", async (source, context, text) => {
    expect(await expand(source, context)).toBe(text);
  });

  it.each([
    ["a list", { value: ["a"] }, "a/x.txt, line 1: {{value}} is a list, which cannot be shown; use {{#each value}}."],
    [
      "an object",
      { value: { a: 1 } },
      "a/x.txt, line 1: {{value}} is an object, which cannot be shown; name one of its values, such as {{value.name}}.",
    ],
  ])("refuses to show %s", async (_, context, message) => {
    expect(await thrown(() => expand("{{value}}", context))).toMatchObject({ code: "template_context", message });
  });

  class User {
    name = "Ada";
  }
  it.each([
    ["null", JSON.parse("null"), "got null"],
    ["an array", [], "got an array"],
    ["a class instance", new User(), "got an instance of User"],
    ["a function", () => ({}), "got a function"],
    ["a string", JSON.parse('"Ada"'), "got a string"],
  ])("refuses %s as a context", async (_, context, got) => {
    const error = await thrown(() => createTemplates({ directory: templateFolder(hello) }).render("welcome", context));
    const message = `The context of the template "welcome" must be a plain object, such as { name: "Ada" }; ${got}.`;
    expect(error).toMatchObject({ code: "template_context", message });
  });

  const circle: { self?: object } = {};
  circle.self = circle;
  it.each([
    [
      "a date",
      { order: { date: new Date() } },
      "order.date is an instance of Date. Give the text that the mail should show, such as date.toLocaleDateString().",
    ],
    ["a function", { items: [{ price: () => 1 }] }, "items[0].price is a function. Call it, and give what it returns."],
    [
      "a class instance",
      { user: new User() },
      "user is an instance of User. Give a plain object of the fields that the mail shows.",
    ],
    ["a number that is none", { total: Number.NaN }, "total is NaN. Give the text that the mail should show."],
    ["a bigint", { total: 1n }, "total is a bigint. Give the text that the mail should show."],
    ["a circle", circle, "self holds itself."],
  ])("names %s in a context", async (_, context, problem) => {
    const error = await thrown(() => createTemplates({ directory: templateFolder(hello) }).render("welcome", context));
    const message = `The context of the template "welcome" must be made of what JSON can hold; ${problem}`;
    expect(error).toMatchObject({ code: "template_context", message });
  });

  it("takes objects without a prototype, and the same object twice", async () => {
    const user = Object.assign(Object.create(null), { name: "Ada" });
    expect(await expand("{{a.name}} {{b.name}}", { a: user, b: user })).toBe("Ada Ada");
  });

  it("takes objects of another realm, as test runners make them", async () => {
    expect(await expand("{{user.name}}", runInNewContext('({ user: { name: "Ada" } })'))).toBe("Ada");
  });

  it("refuses a preview that is no object", async () => {
    const directory = templateFolder({ ...hello, "welcome/preview.json": "[1]" });
    const error = await thrown(() => createTemplates({ directory }).preview("welcome"));
    expect(error).toMatchObject({ code: "template_context", file: "welcome/preview.json" });
    expect(error.message).toContain("welcome/preview.json must be a plain object");
  });
});

describe("template_markup", () => {
  it.each([
    [
      "an unknown attribute",
      mjml('<mj-text colour="red">x</mj-text>'),
      'line 2, mj-text: Attribute colour is illegal, in "<mj-text colour=\\"red\\">x</mj-text>".',
    ],
    [
      "an unknown element",
      mjml("<mj-test>x</mj-test>"),
      "line 2, mj-test: Element mj-test doesn't exist or is not registered",
    ],
    [
      "an open tag, whose text MJML would drop",
      mjml("<mj-text>Hello"),
      "Line 2: <mj-text> is not closed before </mj-column>.",
    ],
    [
      "an open quotation mark, whose tag MJML would drop",
      mjml('<mj-image src="a.png />'),
      "Line 2: <mj-image has no >; perhaps a quotation mark is missing in it.",
    ],
    ["an open comment, behind which MJML would drop all", mjml("<!-- Hello"), "Line 2: <!-- has no -->."],
    ["a tag that nothing opened", mjml("</mj-text>"), "Line 2: </mj-text> closes nothing."],
    [
      "an include, which MJML would drop",
      mjml('<mj-include path="a.mjml" />'),
      "Line 2: mj-include is not supported; a template must not read other files.",
    ],
    ["something else", "Hello", "Parsing failed. Check your mjml."],
  ])("names %s", async (_, body, problem) => {
    const directory = templateFolder({ "a/subject.txt": "A", "a/body.mjml": body });
    const error = await thrown(() => createTemplates({ directory }).render("a"));
    expect(error).toMatchObject({ name: "TemplateError", code: "template_markup", file: "a/body.mjml" });
    expect(error.message).toContain(`a/body.mjml is not valid MJML once its values are filled in. ${problem}`);
  });

  it("takes tags in comments and closing signs in attributes", async () => {
    const body = mjml(`<!-- <mj-text> --><mj-image src="a.png" alt="a > b" /><mj-text>Hello</mj-text>`);
    const directory = templateFolder({ "a/subject.txt": "A", "a/body.mjml": body });
    expect((await createTemplates({ directory }).render("a")).text).toBe("Hello\n");
  });
});
