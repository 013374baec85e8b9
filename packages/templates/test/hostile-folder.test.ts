import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createTemplates, type Templates } from "../src/index.ts";
import { templateFolder } from "./template-folder.ts";
import { thrown } from "./thrown.ts";

const welcome = { "emails/welcome/subject.txt": "Hello", "emails/welcome/body.html": "<p>Hello</p>" };

describe("a symbolic link in the directory", () => {
  function linked(): Templates {
    const outer = templateFolder({ ...welcome, "elsewhere/subject.txt": "secret", "elsewhere/body.html": "secret" });
    symlinkSync(join(outer, "elsewhere"), join(outer, "emails/outside"));
    mkdirSync(join(outer, "emails/half"));
    symlinkSync(join(outer, "elsewhere/subject.txt"), join(outer, "emails/half/subject.txt"));
    symlinkSync(join(outer, "emails/welcome"), join(outer, "emails/alias"));
    symlinkSync(join(outer, "emails/circle"), join(outer, "emails/circle"));
    symlinkSync(join(outer, "nowhere"), join(outer, "emails/broken"));
    return createTemplates({ directory: join(outer, "emails") });
  }

  it("is no template's name if it leads out, in a circle or nowhere", async () => {
    expect(await linked().names()).toEqual(["alias", "welcome"]);
  });

  it("does not keep the message from naming the templates", async () => {
    const error = await thrown(() => linked().render("welcom"));
    expect(error).toMatchObject({ code: "template_not_found" });
    expect(error.message).toContain('Did you mean "welcome"? There are: alias, welcome.');
  });

  it.each(["outside", "half"])("is still refused by name: %s", async (name) => {
    const error = await thrown(() => linked().render(name));
    expect(error).toMatchObject({ code: "template_not_found", file: `${name}/subject.txt` });
    expect(error.message).toContain("leads out of");
  });

  it("in a circle is no file", async () => {
    expect((await thrown(() => linked().render("circle"))).message).toContain('There is no template "circle"');
  });
});

describe.skipIf(process.platform === "win32")("a pipe, which nobody writes to,", () => {
  function piped(): Templates {
    const outer = templateFolder({ ...welcome, "emails/pipe/body.html": "" });
    execFileSync("mkfifo", [join(outer, "emails/pipe/subject.txt")]);
    mkdirSync(join(outer, "emails/folder/subject.txt"), { recursive: true });
    return createTemplates({ directory: join(outer, "emails") });
  }

  it("is no file to wait for", async () => {
    expect((await thrown(() => piped().render("pipe"))).message).toContain('The template "pipe" has no subject.txt.');
    expect((await thrown(() => piped().renderToString("pipe/subject.txt"))).message).toContain("There is no file");
  });

  it("makes no template, and neither does a folder", async () => {
    expect(await piped().names()).toEqual(["welcome"]);
  });
});
