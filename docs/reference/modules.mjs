// Names the modules as they are imported, and puts each package's README on the page of its package.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Comment, Converter, MinimalSourceFile, normalizePath } from "typedoc";
import { root } from "../../scripts/pnpm.mjs";
import { entryPoints } from "./entry-points.mjs";

export function nameModules(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children) {
      const { packageName, packagePath } = project.getSymbolIdFromReflection(module);
      const entryPoint = entryPoints.find((one) => one.packageName === packageName && one.source === packagePath);
      module.name = entryPoint.name;
      if (entryPoint.subpath === ".") addReadme(app, project, module, entryPoint.folder);
    }
    // So that a package's link to the repository's README leads to the front page.
    project.files.registerReflectionPath(normalizePath(join(root, "README.md")), project);
  });
}

/** The README's first sentence is the summary, which stands in the list of modules too; the rest follows it on the page. */
function addReadme(app, project, module, folder) {
  const path = normalizePath(join(folder, "README.md"));
  if (!existsSync(path)) return;
  const readme = readFileSync(path, "utf8");
  const [beginning, title, summary] = /^(# [^\n]*\s+)(.+?\.)(?=\s)/s.exec(readme) ?? ["", "", ""];
  // What was cut off leaves its line breaks behind, so that a complaint names the right line.
  const parse = (text, before) => {
    const file = new MinimalSourceFile(before.replace(/[^\n]+/g, "") + text, path);
    return app.converter.parseRawComment(file, project.files).content;
  };
  if (summary) module.comment ??= new Comment(parse(summary, title));
  module.readme = parse(readme.slice(beginning.length), beginning);
  project.files.registerReflectionPath(normalizePath(folder), module);
}
