import { describe, expect, it } from "vitest";
import { createTemplates } from "../src/index.ts";
import { templateFolder } from "./template-folder.ts";
import { thrown } from "./thrown.ts";

async function derived(html: string): Promise<string> {
  const directory = templateFolder({ "a/subject.txt": "A", "a/body.html": html });
  return (await createTemplates({ directory }).render("a")).text;
}

function nested(start: string, end: string, depth: number): string {
  return `${start.repeat(depth)}deep${end.repeat(depth)}`;
}

describe("HTML that is nested deep", () => {
  const tooDeep =
    'The text of the template "a" cannot be derived from its HTML: its elements are nested more than 200 deep. Make a/body.html simpler, or write a body.txt.';

  it.each([
    ["table", "<table><tr><td>", "</td></tr></table>", 3_000],
    ["layout table", '<table role="presentation"><tr><td>', "</td></tr></table>", 3_000],
    ["div", "<div>", "</div>", 20_000],
    ["blockquote", "<blockquote>", "</blockquote>", 5_000],
    ["list", "<ul><li>", "</li></ul>", 3_000],
    ["b", "<b>", "</b>", 20_000],
    ["link", '<a href="https://example.com/">', "</a>", 5_000],
    ["div, just too deep,", "<div>", "</div>", 202],
  ])("is an error that names the template, and no cut text: %s", async (_, start, end, depth) => {
    const error = await thrown(() => derived(nested(start, end, depth)));
    expect(error).toMatchObject({
      name: "TemplateError",
      code: "template_markup",
      file: "a/body.html",
      message: tooDeep,
    });
  });

  it("is an error too where html-to-text has no limit of its own", async () => {
    const error = await thrown(() => derived(`<table>${nested("<center>", "</center>", 20_000)}</table>`));
    expect(error).toMatchObject({ name: "TemplateError", code: "template_markup", cause: expect.any(RangeError) });
    expect(error.message).toContain('The text of the template "a" cannot be derived');
  });

  it.each([
    ["tables", "<table><tr><td>", "</td></tr></table>"],
    ["divs", "<div>", "</div>"],
    ["quotations", "<blockquote>", "</blockquote>"],
  ])("gives its text as long as it is less deep: %s", async (_, start, end) => {
    expect(await derived(nested(start, end, 150))).toMatch(/^(?:> )*deep\n$/);
  });
});

it("derives the whole text of long HTML, which html-to-text would cut at 16 MB", async () => {
  const text = await derived(`<p>${`${"x".repeat(1_000_000)} `.repeat(17)}end</p>`);
  expect(text.endsWith(" end\n")).toBe(true);
});

describe("the spans of a table", () => {
  it.each(["colspan", "rowspan"])("are held to 1000, as browsers hold them: %s", async (name) => {
    const html = `<table><tr><td ${name}="100000000">one</td><td>two</td></tr><tr><td>three</td></tr></table>`;
    expect((await derived(html)).split(/\s+/).filter(Boolean).sort()).toEqual(["one", "three", "two"]);
  });

  it.each(["Infinity", "-5", "0", "0.5", "1e9", "all", ""])("are whole numbers from 1 on, else 1: %j", async (span) => {
    const row = `<tr><td colspan="${span}" rowspan="${span}">a</td><td>b</td></tr>`;
    expect(await derived(`<table>${row}${row}</table>`)).toBe("a   b\na   b\n");
  });

  it.each([
    ["of one table", `<table>${'<tr><td colspan="1000" rowspan="1000">a</td></tr>'.repeat(20)}</table>`],
    ["of many tables", '<table><tr><td colspan="1000">a</td></tr></table>'.repeat(2_000)],
    ["of many rows", `<table>${"<tr></tr>".repeat(20_000)}</table>`],
  ])("are an error where they are too many: those %s", async (_, html) => {
    const start = performance.now();
    const error = await thrown(() => derived(html));
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(error).toMatchObject({ name: "TemplateError", code: "template_markup", file: "a/body.html" });
    expect(error.message).toContain("the cells of its tables span more than 10000 fields");
  });

  it("align the columns", async () => {
    const rows = '<tr><td colspan="2">Post horn</td><td>1</td></tr><tr><td>a</td><td>b</td><td>2</td></tr>';
    expect(await derived(`<table>${rows}</table>`)).toBe("Post horn   1\na   b       2\n");
  });
});
