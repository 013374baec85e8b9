import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { importPeer } from "../src/optional-peer.ts";
import { mjml, templateFolder } from "./template-folder.ts";
import { thrown } from "./thrown.ts";

const home = fileURLToPath(new URL("..", import.meta.url));

/** Runs a program beside an installation of the built package that has neither mjml nor html-to-text. */
function runWithoutPeers(program: string): string {
  const folder = templateFolder({
    "emails/a/subject.txt": "A",
    "emails/a/body.mjml": mjml("<mj-text>Hello</mj-text>"),
    "emails/b/subject.txt": "B",
    "emails/b/body.html": "<p>Hello</p>",
    "emails/c/subject.txt": "C",
    "emails/c/body.html": "<p>Hello</p>",
    "emails/c/body.txt": "Hello",
    "program.mjs": `import { createTemplates } from "@posthorn/templates";
      const templates = createTemplates({ directory: "emails" });
      ${program}`,
  });
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@posthorn"), { recursive: true });
  cpSync(join(home, "dist"), join(modules, "@posthorn/templates/dist"), { recursive: true });
  cpSync(join(home, "package.json"), join(modules, "@posthorn/templates/package.json"));
  for (const name of ["@posthorn/core", "handlebars"]) {
    symlinkSync(realpathSync(join(home, "node_modules", name)), join(modules, name));
  }
  expect(existsSync(join(dirname(realpathSync(join(modules, "handlebars"))), "mjml"))).toBe(false);
  return execFileSync(process.execPath, ["program.mjs"], { cwd: folder, encoding: "utf8" });
}

describe("a package that is not installed", () => {
  it.each([
    ["mjml", "a", "Rendering a/body.mjml needs the package mjml, which is not installed. Install it: npm install mjml"],
    [
      "html-to-text",
      "b",
      'The template "b" has no body.txt; deriving its text from the HTML needs the package html-to-text, which is not installed. Install it: npm install html-to-text',
    ],
  ])("is named with the line that installs it: %s", (_, name, message) => {
    const output = runWithoutPeers(
      `await templates.render("${name}").catch(({ code, message }) => console.log(code, message));`,
    );
    expect(output.trim()).toBe(`template_dependency ${message}`);
  });

  it("is not needed by a template with its own body.html and body.txt", () => {
    expect(runWithoutPeers('console.log(JSON.stringify(await templates.render("c")));')).toBe(
      '{"subject":"C","text":"Hello","html":"<p>Hello</p>"}\n',
    );
  });

  it("is not blamed for another error of its import", async () => {
    const bug = new SyntaxError("Unexpected token");
    expect(await thrown(() => importPeer("mjml", "Rendering", () => Promise.reject(bug)))).toBe(bug);
  });
});
