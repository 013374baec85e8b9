import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { settings } from "@posthorn/core";
import { afterEach, describe, expect, test, vi } from "vitest";
import { documents, fences, read, root, table } from "./markdown.ts";

type Environment = Readonly<Record<string, string>>;

/** The settings of a block of shell, which stand alone on a line or before a command. One that comes again begins anew. */
function environments(shell: string): readonly Environment[] {
  const found: Record<string, string>[] = [{}];
  for (const line of shell.split("\n")) {
    const [assignments = ""] = /^(?:[A-Z_]+=(?:'[^']*'|\S*)\s*)*/.exec(line) ?? [];
    for (const [, name = "", value = ""] of assignments.matchAll(/([A-Z_]+)=('[^']*'|\S*)/g)) {
      if (Object.hasOwn(found.at(-1) ?? {}, name)) found.push({});
      Object.assign(found.at(-1) ?? {}, { [name]: value.replaceAll("'", "") });
    }
  }
  return found.filter((environment) => Object.keys(environment).length > 0);
}

const shown = documents().flatMap((path) =>
  fences(read(path))
    .filter(({ language }) => language === "sh")
    .flatMap(({ code }) => environments(code))
    .map((environment) => [path, environment] as const),
);

/** Reads every setting in each environment, and makes the connection, in one process for all of them. */
const program = `
  import { getConnection, settings } from "@posthorn/core";
  const results = [];
  for (const environment of JSON.parse(process.argv[1])) {
    Object.assign(process.env, environment);
    try {
      for (const name of Object.getOwnPropertyNames(settings)) settings[name];
      results.push((await getConnection()).constructor.name);
    } catch (error) {
      results.push(String(error));
    }
    for (const name of Object.keys(environment)) delete process.env[name];
  }
  console.log(JSON.stringify(results));
`;

function connections(all: readonly Environment[]): readonly string[] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", program, JSON.stringify(all)],
    { cwd: join(root, "examples"), encoding: "utf8" },
  );
  expect(stderr).toBe("");
  return JSON.parse(stdout);
}

/** The name of the backend's class, by that of its module. */
function className({ EMAIL_BACKEND: specifier = "@posthorn/smtp" }: Environment): string {
  const [, name = ""] = /([a-z]+)(?:-backend\.js)?$/.exec(specifier) ?? [];
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}Backend`;
}

test("the settings of every block of shell are valid, and name a backend that is found", () => {
  expect(shown.length).toBeGreaterThan(10);
  expect(shown.flatMap(([, environment]) => Object.keys(environment))).toContain("EMAIL_URL");
  const made = connections(shown.map(([, environment]) => environment));
  expect(shown.map(([path, environment], index) => [path, environment, made[index]])).toEqual(
    shown.map(([path, environment]) => [path, environment, className(environment)]),
  );
});

describe("the guide's table of settings", () => {
  const rows = table(read("docs/sending-email.md"), "| environment | configureMail | default |");
  const names = (cell = ""): readonly string[] => Array.from(cell.matchAll(/`(\w+)`/g), ([, name = ""]) => name);
  const pairs = rows.flatMap(([environment, configured]) =>
    names(environment).map((variable, index) => [variable, names(configured)[index] ?? ""] as const),
  );

  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test("has every setting and every environment variable", () => {
    expect(rows.flatMap(([, configured]) => names(configured)).sort()).toEqual(
      Object.getOwnPropertyNames(settings).sort(),
    );
    const source = read("packages/core/src/settings/settings.ts");
    const variables = Array.from(source.matchAll(/variable: "(\w+)"/g), ([, variable = ""]) => variable);
    expect(pairs.map(([variable]) => variable).sort()).toEqual([...variables, "EMAIL_URL"].sort());
  });

  test.each(pairs.filter(([variable]) => variable !== "EMAIL_URL"))("has %s beside %s", (variable, name) => {
    const value = (): string => JSON.stringify(settings[name as keyof typeof settings] ?? null);
    const before = value();
    const changes = ["true", "465", "iso-8859-1", "Ada <ada@example.com>"].filter((candidate) => {
      vi.stubEnv(variable, candidate);
      try {
        return value() !== before;
      } catch {
        return false;
      }
    });
    expect(changes).not.toEqual([]);
  });
});
