import { readdirSync } from "node:fs";
import { join } from "node:path";
import * as consoleBackend from "@posthorn/console";
import * as reading from "@posthorn/console/reading";
import * as core from "@posthorn/core";
import * as mime from "@posthorn/core/mime";
import * as testing from "@posthorn/testing";
import * as catcher from "@posthorn/testing/catcher";
import * as contract from "@posthorn/testing/contract";
import * as faults from "@posthorn/testing/faults";
import { describe, expect, test } from "vitest";
import { read, root, table } from "./markdown.ts";

const readme = read("packages/core/README.md");
const sources = readdirSync(join(root, "examples"))
  .filter((name) => /\.(?:ts|mjs)$/.test(name))
  .map((name) => read(`examples/${name}`));

/** The names that the examples import from a module; Biome holds them to using what they import. */
function imported(module: string): readonly string[] {
  return sources.flatMap((source) =>
    Array.from(source.matchAll(/import \{([^}]*)\} from "([^"]*)"/g))
      .filter(([, , from]) => from === module)
      .flatMap(([, names = ""]) => names.split(",").map((name) => name.trim())),
  );
}

test.each(Object.keys(core))("%s has an example", (name) => {
  expect(imported("@posthorn/core")).toContain(name);
});

test.each(Object.keys(mime))("%s of @posthorn/core/mime has an example", (name) => {
  expect(imported("@posthorn/core/mime")).toContain(name);
});

test.each([...Object.keys(core), ...Object.keys(mime)])("%s stands in core's README", (name) => {
  expect(readme).toContain(`\`${name}\``);
});

describe.each(Object.entries({ "": consoleBackend, "/reading": reading }))("of @posthorn/console%s", (path, names) => {
  const own = Object.keys(names).filter((name) => name !== "default");

  test.each(own)("%s has an example, and stands in the README", (name) => {
    expect(imported(`@posthorn/console${path}`)).toContain(name);
    expect(read("packages/backends/console/README.md")).toMatch(new RegExp(`\`${name}[\`(]`));
  });
});

describe.each(Object.entries({ "": testing, "/catcher": catcher, "/contract": contract, "/faults": faults }))(
  "of @posthorn/testing%s",
  (path, names) => {
    test.each(Object.keys(names))("%s has an example, and stands in the README", (name) => {
      expect(imported(`@posthorn/testing${path}`)).toContain(name);
      expect(read("packages/testing/README.md")).toMatch(new RegExp(`\`${name}[\`(]`));
    });
  },
);

test("core's README has every code of an error", () => {
  const source = read("packages/core/src/errors.ts");
  const codes = Array.from(
    source.matchAll(/(?:^ {2}\| |super\(message, |code = )"([a-z_]+)"[,;\n]/gm),
    ([, code = ""]) => code,
  );
  expect(codes.length).toBeGreaterThan(20);
  const listed = table(readme, "| error | codes | what to do |").map(([, cell = ""]) => cell);
  expect(codes.filter((code) => !listed.some((cell) => cell.includes(`\`${code}\``)))).toEqual([]);
});
