import { describe, expect, it } from "vitest";
import { createTemplates, type Templates } from "../src/index.ts";
import { templateFolder, writeFiles } from "./template-folder.ts";
import { thrown } from "./thrown.ts";

function templatesOf(source: string): Templates {
  return createTemplates({
    directory: templateFolder({ "a/x.txt": source, "a/subject.txt": source, "a/body.html": "" }),
  });
}

function nested(depth: number): { a?: object } {
  let context: { a?: object } = {};
  for (let level = 1; level < depth; level += 1) context = { a: context };
  return context;
}

describe("a context", () => {
  it.each([101, 20_000])("of %i levels is an error that names the value", async (depth) => {
    const error = await thrown(() => templatesOf("x").renderToString("a/x.txt", nested(depth)));
    const end = "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a";
    expect(error).toMatchObject({
      name: "TemplateError",
      code: "template_context",
      message: `The context of "a/x.txt" must be at most 100 levels deep; ${end}.….${end} is deeper. Make it flatter.`,
    });
  });

  it("of 100 levels is rendered", async () => {
    expect(await templatesOf("x").renderToString("a/x.txt", nested(100))).toBe("x");
  });

  it("of a preview is held to the same depth", async () => {
    const directory = templateFolder({ "a/subject.txt": "A", "a/body.html": "" });
    for (const json of [
      `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`,
      `{"a":${"[".repeat(5_000)}${"]".repeat(5_000)}}`,
    ]) {
      writeFiles(directory, { "a/preview.json": json });
      const error = await thrown(() => createTemplates({ directory }).preview("a"));
      expect(error).toMatchObject({ code: "template_context", file: "a/preview.json" });
    }
  });

  it("that holds its objects many times is read once", async () => {
    let context: object = { name: "Ada" };
    for (let level = 0; level < 60; level += 1) context = { a: context, b: context, list: [context, context] };
    const start = performance.now();
    const path = "a.b.".repeat(30);
    expect(await templatesOf(`{{${path}name}}`).renderToString("a/x.txt", context)).toBe("Ada");
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it("cannot show another value than the one that was checked", async () => {
    let reads = 0;
    const context = {
      get name() {
        reads += 1;
        return reads === 1 ? "Ada" : () => "not checked";
      },
    };
    expect(await templatesOf("{{name}} {{name}}").renderToString("a/x.txt", context)).toBe("Ada Ada");
    expect(reads).toBe(1);
  });

  it("may be changed while the template is read", async () => {
    const context = { user: { name: "Ada" } };
    const templates = templatesOf("{{user.name}}");
    const rendered = [templates.renderToString("a/x.txt", context), templates.render("a", context)] as const;
    context.user.name = "Mallory";
    expect(await rendered[0]).toBe("Ada");
    expect((await rendered[1]).subject).toBe("Ada");
  });

  it("is left as it was", async () => {
    const context = Object.freeze({ list: Object.freeze(["x"]), user: Object.freeze({ name: "Ada" }) });
    expect(await templatesOf("{{#each list}}{{this}}{{/each}}{{user.name}}").renderToString("a/x.txt", context)).toBe(
      "xAda",
    );
  });

  it("with a key __proto__ gives no values by it", async () => {
    const context = JSON.parse(
      '{ "__proto__": { "name": "Mallory" }, "user": { "__proto__": { "name": "Mallory" } } }',
    );
    const text = "[{{#if name}}{{name}}{{/if}}{{#if user.name}}{{user.name}}{{/if}}]";
    expect(await templatesOf(text).renderToString("a/x.txt", context)).toBe("[]");
    expect(Object.keys(await previewOf('{ "__proto__": { "name": "Mallory" } }'))).toEqual(["__proto__"]);
  });
});

function previewOf(json: string): Promise<Record<string, unknown>> {
  const directory = templateFolder({ "a/subject.txt": "A", "a/body.html": "", "a/preview.json": json });
  return createTemplates({ directory }).preview("a");
}
