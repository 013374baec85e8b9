import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Each folder whose sources are changed, and the project whose tests must notice. */
const packages = { "packages/core": "@posthorn/core", "packages/backends/smtp": "@posthorn/smtp" };

/** Tests of what is sent, which notice less and take longer: they are asked last. */
const FAR =
  /\/(?:attach-file|django-style-backends|errors|forgotten-values|hooks|import-direction|mail-admins|mailers|misbehaving-backends|named-mailers|outcomes|package-exports|round-trip|send-mail|settings|streams|transmit-batch|wrong-use)\.test\.ts$/;

/** A copy of the sources and their tests outside the tree, in which one mutant at a time is at work. */
export class Workshop {
  #folder;
  #vitest;
  #specifications;

  constructor(folder, vitest, specifications) {
    this.#folder = folder;
    this.#vitest = vitest;
    this.#specifications = specifications;
  }

  /** Copies what the tests run; what is installed and built is the tree's. */
  static async open(root, folder) {
    await mkdir(folder, { recursive: true });
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    for (const path of Object.keys(packages)) {
      const from = join(root, path);
      const installed = join(from, "node_modules");
      await cp(from, join(folder, path), { recursive: true, filter: (source) => !source.startsWith(installed) });
      await symlink(installed, join(folder, path, "node_modules"));
    }
    await cp(join(root, "tsconfig.base.json"), join(folder, "tsconfig.base.json"));
    await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
    const { BaseSequencer, createVitest } = await import(
      pathToFileURL(createRequire(join(root, "package.json")).resolve("vitest/node"))
    );
    /** Vitest begins with the files that take longest; one failure is enough here. */
    class QuickFirst extends BaseSequencer {
      async sort(files) {
        return (await super.sort(files)).toReversed();
      }
    }
    const options = {
      root: folder,
      config: false,
      watch: false,
      projects: Object.keys(packages),
      isolate: false,
      maxWorkers: 1,
      bail: 1,
      sequence: { sequencer: QuickFirst },
      testTimeout: 4000,
      hookTimeout: 4000,
      reporters: [{}],
    };
    const vitest = await createVitest("test", options, { cacheDir: join(folder, "cache") });
    return new Workshop(folder, vitest, await vitest.globTestSpecifications());
  }

  async close() {
    await this.#vitest.close();
  }

  /** What the tests of a package say of one mutant. */
  async resultOf({ file, find, replace }) {
    const path = join(this.#folder, file);
    const source = await readFile(path, "utf8");
    await writeFile(
      path,
      source.replace(find, () => replace),
    );
    this.#vitest.invalidateFile(path);
    try {
      const folder = Object.keys(packages).find((name) => file.startsWith(`${name}/`));
      return await this.test(({ project }) => project.name === packages[folder]);
    } finally {
      await writeFile(path, source);
      this.#vitest.invalidateFile(path);
    }
  }

  /** `failed` is the first test that fails, if one does; `broken` says why no test could tell. */
  async test(isAsked = () => true) {
    const asked = this.#specifications.filter(isAsked);
    const isFar = ({ moduleId }) => FAR.test(moduleId);
    const near = await this.#run(asked.filter((specification) => !isFar(specification)));
    return (near.failed ?? near.broken) ? near : await this.#run(asked.filter(isFar));
  }

  async #run(specifications) {
    if (specifications.length === 0) return {};
    const result = await this.#vitest.runTestSpecifications(specifications);
    // The result also has what ran before.
    const asked = new Set(specifications.map(({ moduleId }) => moduleId));
    const ran = result.testModules.filter(({ moduleId }) => asked.has(moduleId));
    for (const module of ran) for (const test of module.children.allTests("failed")) return { failed: test.fullName };
    // A file that cannot be imported proves that the mutant is no program, and nothing of the tests.
    const [error] = [...ran.flatMap((module) => module.errors()), ...result.unhandledErrors];
    if (error) return { broken: error.message };
    return ran.length === asked.size ? {} : { broken: "not every test ran" };
  }
}
