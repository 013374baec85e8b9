import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { end, start } from "./command.mjs";

/** A registry on loopback: the given packages exist only there, every other one is fetched from `upstream`. */
export async function startRegistry({ folder, upstream, packages, env }) {
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const own = { access: "$all", publish: "$authenticated", unpublish: "$authenticated" };
  const config = {
    storage: join(folder, "storage"),
    auth: { htpasswd: { file: join(folder, "htpasswd"), max_users: 1 } },
    uplinks: { upstream: { url: upstream, maxage: "1h", timeout: "60s", max_fails: 100 } },
    packages: {
      ...Object.fromEntries(packages.map((name) => [name, own])),
      // A new package of the scope that nobody listed must not come from elsewhere either.
      "@posthorn/*": own,
      "**": { access: "$all", proxy: "upstream" },
    },
    web: { enable: false },
    max_body_size: "50mb",
    log: { type: "stdout", format: "pretty", level: "warn" },
  };
  const file = join(folder, "config.yaml");
  await writeFile(file, JSON.stringify(config));
  const verdaccio = createRequire(import.meta.url).resolve("verdaccio/package.json");
  const args = [join(dirname(verdaccio), "bin/verdaccio"), "--config", file, "--listen", address];
  const child = start(process.execPath, args, { cwd: folder, env });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      printed += text;
    });
  }
  const url = `http://${address}/`;
  await answers(new URL("-/ping", url), () => {
    if (child.exitCode !== null) throw new Error(`verdaccio ended with ${child.exitCode}:\n${printed}`);
  });
  const token = await createUser(url);
  return {
    url,
    token,
    packument: async (name) => {
      const response = await fetch(new URL(name.replace("/", "%2f"), url));
      if (!response.ok) throw new Error(`${name} is not in the registry (${response.status})`);
      return response.json();
    },
    close: () => end(child),
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function answers(url, assertRunning) {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(100)) {
    assertRunning();
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
  }
  throw new Error(`The registry does not answer on ${url}`);
}

async function createUser(registry) {
  const user = { name: "releaser", password: "a password for this run" };
  const response = await fetch(new URL(`-/user/org.couchdb.user:${user.name}`, registry), {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(user),
  });
  const { token, error } = await response.json();
  if (!token) throw new Error(`The registry gave no token: ${error}`);
  return token;
}
