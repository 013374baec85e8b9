import { spawn } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import { extname, join, posix, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { printed } from "./command.mjs";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const COMPATIBILITY_DATE = "2026-11-17";
/** What the worker is made of in this folder; the first is the worker itself. */
const OWN = ["worker", "answer", "digests", "octets", "sending", "fixed-settings", "messages"];
/** Folders of which it has every module. Modules are known to it by their paths in the repository. */
const FOLDERS = [
  "tests/runtimes/messages",
  "packages/core/dist",
  "packages/core/dist/mime",
  "packages/backends/dummy/dist",
];
/** What the names of packages stand for, which workerd looks for beside the module that imports them. */
const PACKAGES = {
  "@posthorn/core": posixPath(import.meta.resolve("@posthorn/core")),
  "@posthorn/core/mime": posixPath(import.meta.resolve("@posthorn/core/mime")),
  "@posthorn/dummy": posixPath(import.meta.resolve("@posthorn/dummy")),
  mrmime: "packages/core/node_modules/mrmime/index.mjs",
};

/**
 * Starts workerd with the worker, asks it, and ends it.
 *
 * @param folder - where its configuration is written
 */
export async function askWorkerd({ path, flags, folder, env }, wanted) {
  const config = join(folder, "config.capnp");
  await writeFile(config, await configuration(flags));
  const args = ["serve", config, "--import-path", repository, "--control-fd=3"];
  const child = spawn(path, args, { stdio: ["ignore", "ignore", "pipe", "pipe"], env });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const stderr = printed(child.stderr);
  try {
    const url = `http://127.0.0.1:${await listeningPort(child, stderr)}/`;
    const signal = AbortSignal.timeout(60_000);
    const response = await fetch(url, { method: "POST", body: JSON.stringify(wanted), signal });
    const text = await response.text();
    if (response.status === 200) return text;
    throw new Error(`workerd answered ${response.status}: ${text}\n${stderr()}`);
  } finally {
    child.kill("SIGKILL");
    await ended;
  }
}

function listeningPort(child, stderr) {
  return new Promise((resolve, reject) => {
    const told = printed(child.stdio[3]);
    child.stdio[3].on("data", () => {
      const port = /"port":(\d+)/.exec(told())?.[1];
      if (port !== undefined) resolve(port);
    });
    child.on("error", reject);
    child.on("close", (status, signal) => reject(new Error(`workerd ended with ${signal ?? status}:\n${stderr()}`)));
  });
}

/** A worker of the files as they are built, without a bundler. */
async function configuration(flags) {
  const folders = await Promise.all(FOLDERS.map(modulesOf));
  const files = [...OWN.map((name) => `tests/runtimes/${name}.mjs`), ...folders.flat(), PACKAGES.mrmime];
  const modules = files.map((file) => `(name = "${file}", esModule = embed "/${file}")`);
  const names = ["tests/runtimes", ...FOLDERS].flatMap((folder) =>
    Object.entries(PACKAGES).map(([name, file]) => {
      const code = `export * from '${posix.relative(posix.dirname(`${folder}/${name}`), file)}';`;
      return `(name = "${folder}/${name}", esModule = "${code}")`;
    }),
  );
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);

const worker :Workerd.Worker = (
  compatibilityDate = "${COMPATIBILITY_DATE}",
  compatibilityFlags = ${JSON.stringify(flags)},
  modules = [
    ${[...modules, ...names].join(",\n    ")}
  ],
);
`;
}

async function modulesOf(folder) {
  const names = await readdir(join(repository, folder));
  return names.filter((name) => [".js", ".mjs"].includes(extname(name))).map((name) => `${folder}/${name}`);
}

function posixPath(url) {
  return relative(repository, fileURLToPath(url)).split(sep).join("/");
}
