import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const readme = readFileSync(join(root, "README.md"), "utf8");
const snippets = Array.from(
  readme.matchAll(/<!-- (\S+) -->\n```ts\n([\s\S]*?)```/g),
  ([, file = "", code = ""]) => [file, code] as const,
);

test("the README shows every kind of example", () => {
  expect(snippets.map(([file]) => file)).toEqual([
    "examples/send-mail.ts",
    "examples/multipart.ts",
    "examples/template.ts",
    "examples/testing.test.ts",
  ]);
  expect(readme.match(/```ts/g)).toHaveLength(snippets.length);
});

test.each(snippets)("the README's snippet of %s is what that file says", (file, code) => {
  expect(readFileSync(join(root, file), "utf8")).toContain(code);
});
