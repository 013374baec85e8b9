import { describe, expect, it } from "vitest";
import { withoutBlanks } from "../src/derived-text.ts";
import { createTemplates } from "../src/index.ts";
import { jsonFaultOffset } from "../src/json-fault.ts";
import { checkTags } from "../src/markup-tags.ts";
import { templateFolder } from "./template-folder.ts";
import { thrown } from "./thrown.ts";

const SIZE = 100_000;

/** As many of a piece as make 100 KB, or another size. */
function fill(piece: string, size = SIZE): string {
  return piece.repeat(Math.ceil(size / piece.length));
}

/** How long an action takes, whatever comes of it. */
async function milliseconds(action: () => unknown): Promise<number> {
  const start = performance.now();
  try {
    await action();
  } catch {}
  return performance.now() - start;
}

describe("100 KB and more take less than a second", () => {
  it.each([
    ["blanks in a line", `a${fill(" ")}b`],
    ["blanks and tabs", `${fill(" \t")}b`],
    ["line breaks", `a${fill("\n")}b`],
    ["short runs", fill("a  ")],
  ])("in a derived text: %s", async (_, text) => {
    expect(await milliseconds(() => withoutBlanks(text))).toBeLessThan(1_000);
  });

  it("in a rendered text: blanks that HTML keeps", async () => {
    const directory = templateFolder({ "a/subject.txt": "A", "a/body.html": "<pre>{{blanks}}b</pre>" });
    const templates = createTemplates({ directory });
    expect(await milliseconds(() => templates.render("a", { blanks: fill(" ") }))).toBeLessThan(1_000);
  });

  it.each([
    ["comments", fill("<!-- ")],
    ["tags", fill("<mj-a ")],
    ["quotation marks", fill('<mj-a "')],
    ["quotation marks of both kinds", fill(`<mj-a "'`)],
    ["tags before a quotation mark", `${fill("<mj-a ")}"`],
    ["hyphens in a name", `<mj-${fill("a-")}`],
    ["names that grow", `<mj-a${fill("-<mj-a")}`],
    ["attributes", `<mj-a ${fill('a="b" ')}`],
    ["nested tags", fill("<mj-a>")],
    ["ends without a start", `<mj-a>${fill("</mj-b>")}`],
  ])("in MJML with unclosed %s", async (_, markup) => {
    expect(await milliseconds(() => checkTags(markup, "a.mjml"))).toBeLessThan(1_000);
  });

  it("in MJML whose tags all have names of their own", async () => {
    const names = Array.from({ length: 6_000 }, (_, index) => `mj-${index}`);
    const markup = [...names.map((name) => `<${name}>`), ...names.reverse().map((name) => `</${name}>`)].join("");
    expect(await milliseconds(() => checkTags(markup, "a.mjml"))).toBeLessThan(1_000);
  });

  it.each([
    ["the wrong end", `{{#[${fill(" doesn't match ", 4 * SIZE)}\n]}}{{/a}}`],
    ["an unknown helper", `{{[${fill("but used the unknown helper x ", 4 * SIZE)}\n] 1}}`],
    ["a name like a place", `{{[${fill(" - 1:1")}] 1}}`],
    ["a parse error", `{{${fill("- ")}`],
  ])("in a Handlebars error: %s", async (_, source) => {
    const templates = createTemplates({ directory: templateFolder({ "a/x.txt": source }) });
    expect(await milliseconds(() => templates.renderToString("a/x.txt"))).toBeLessThan(1_000);
    expect(await thrown(() => templates.renderToString("a/x.txt"))).toMatchObject({ code: "template_syntax" });
  });

  it.each([
    ["a string", `"${fill("a")}`],
    ["escapes", `"${fill("\\n")}`],
    ["digits", `${fill("1")}x`],
    ["decimals", `1.${fill("1")}e${fill("1")}x`],
    ["blanks", `[1${fill(" ")}x`],
    ["members", `[${fill('"a",')}x`],
    ["lists", fill("[")],
    ["objects", fill('{"a":')],
  ])("in broken JSON: %s", async (_, json) => {
    expect(await milliseconds(() => jsonFaultOffset(json))).toBeLessThan(1_000);
    expect(jsonFaultOffset(json)).toBeGreaterThanOrEqual(0);
  });
});

it("names the place where JSON stops that is nested too deep for recursion", () => {
  expect(jsonFaultOffset(fill("["))).toBe(SIZE);
  expect(jsonFaultOffset(`${fill("[")}x`)).toBe(SIZE);
});

it("finds the end of a JSON string of 20 MB", () => {
  const string = JSON.stringify("a".repeat(20_000_000));
  expect(jsonFaultOffset(`[${string}, x]`)).toBe(string.length + 3);
});
