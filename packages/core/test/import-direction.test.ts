import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { expect, test } from "vitest";

const source = resolve(import.meta.dirname, "../src");

// Each room may import values from itself and from those before it; types may come from anywhere.
const ROOMS = [
  [
    "base64",
    "control-character",
    "describe",
    "check-options",
    "pending-files",
    "is-iterable",
    "is-plain-object",
    "remembered",
    "similar-name",
    "errors",
    "until-aborted",
  ],
  ["address"],
  ["header"],
  ["mime"],
  ["settings"],
  [
    "delivery",
    "delivery-report",
    "outgoing",
    "shared-attempt",
    "message-source",
    "deliver-batch",
    "prepared",
    "backend",
  ],
  ["package-exports", "backend-specifier", "mailers"],
  ["message"],
  ["call-options", "send-mail", "send-mass-mail", "mail-admins"],
  ["index"],
];

function roomOf(file: string): string {
  const [first = ""] = relative(source, file).split(sep);
  return first.replace(/\.ts$/, "");
}

function level(file: string): number {
  return ROOMS.findIndex((rooms) => rooms.includes(roomOf(file)));
}

const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".ts"))
  .map((name) => join(source, name));

test("every file of core stands in a room of the design", () => {
  expect(files.filter((file) => level(file) === -1)).toEqual([]);
});

test("values are imported one way: errors -> address -> header -> mime -> settings -> backend -> mailers -> message -> send-mail", () => {
  const wrong = files.flatMap((file) => {
    const imports = readFileSync(file, "utf8").matchAll(/^(?:import|export)\s+(?!type\b)[^;]*?from "(\.[^"]+)";/gm);
    return Array.from(imports, ([, specifier = ""]) => resolve(file, "..", specifier))
      .filter((imported) => level(imported) > level(file))
      .map((imported) => `${relative(source, file)} imports ${relative(source, imported)}`);
  });
  expect(wrong).toEqual([]);
});

test("no file of core imports a node: module at its top level, so that it loads in every runtime", () => {
  const wrong = files.filter((file) => /^(?:import|export)\s(?!type\b)[^;]*?"node:/m.test(readFileSync(file, "utf8")));
  expect(wrong.map((file) => relative(source, file))).toEqual([]);
});
