import { spawn } from "node:child_process";
import { cp, mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Each folder whose sources are changed, and the project whose tests must notice. */
export const packages = { "packages/core": "@posthorn/core", "packages/backends/smtp": "@posthorn/smtp" };

/** What the tests of a package take, many times over. */
const LONGEST_MS = 40_000;
const CONFIG = `export default {
  cacheDir: "cache",
  test: {
    projects: ${JSON.stringify(Object.keys(packages))},
    bail: 1,
    isolate: false,
    maxWorkers: 1,
    testTimeout: 4000,
    hookTimeout: 4000,
    reporters: [["json", { outputFile: "report.json" }]],
  },
};
`;

/** A copy of the sources and their tests outside the tree, in which one mutant at a time is at work. */
export class Workshop {
  #folder;

  constructor(folder) {
    this.#folder = folder;
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
    await writeFile(join(folder, "vitest.config.mjs"), CONFIG);
    return new Workshop(folder);
  }

  /** What the tests of a package say of one mutant. */
  async resultOf({ file, find, replace }) {
    const path = join(this.#folder, file);
    const source = await readFile(path, "utf8");
    await writeFile(
      path,
      source.replace(find, () => replace),
    );
    try {
      return await this.test(projectOf(file));
    } finally {
      await writeFile(path, source);
    }
  }

  /** `failed` is the first test that fails, if one does; `broken` says why no test could tell. */
  async test(project) {
    const report = join(this.#folder, "report.json");
    await rm(report, { force: true });
    const { printed, signal } = await this.#vitest(project);
    if (signal) return { failed: `the tests do not end in ${LONGEST_MS / 1000} s` };
    const text = await readFile(report, "utf8").catch(() => undefined);
    if (text === undefined) return { broken: printed.slice(-1_000) };
    const { testResults } = JSON.parse(text);
    const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
    const failed = tests.find(({ status }) => status === "failed");
    if (failed) return { failed: failed.fullName };
    // A file that cannot be imported proves that the mutant is no program, and nothing of the tests.
    const unread = testResults.find(({ status }) => status === "failed");
    if (unread) return { broken: unread.message };
    return tests.some(({ status }) => status === "passed") ? {} : { broken: "no test ran" };
  }

  #vitest(project) {
    return new Promise((resolve, reject) => {
      const args = ["node_modules/vitest/vitest.mjs", "run", "--project", project];
      const child = spawn(process.execPath, args, {
        cwd: this.#folder,
        stdio: ["ignore", "ignore", "pipe"],
        timeout: LONGEST_MS,
        killSignal: "SIGKILL",
      });
      let printed = "";
      child.stderr.setEncoding("utf8").on("data", (more) => {
        printed += more;
      });
      child.on("error", reject);
      child.on("close", (_status, signal) => resolve({ printed, signal }));
    });
  }
}

function projectOf(file) {
  const path = Object.keys(packages).find((folder) => file.startsWith(`${folder}/`));
  return packages[path];
}
