// Runs every program of examples/ against real servers on this machine, and checks what it prints and what arrives.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { runs } from "./example-runs.mjs";
import { startHttpServer, startSmtpServer } from "./example-servers.mjs";

const folder = fileURLToPath(new URL("../examples", import.meta.url));
const LONGEST_MS = 60_000;

const begun = performance.now();
const waiting = [...runs];
const failures = [];
const used = new Set();
const workers = Array.from({ length: availableParallelism() + 1 }, async () => {
  for (let run = waiting.shift(); run; run = waiting.shift()) await show(run);
});
await Promise.all(workers);
for (const name of neverRun()) {
  failures.push(name);
  console.log(`FAILED  examples/${name} is not run: it has no entry in scripts/example-runs.mjs and no test beside it`);
}
const seconds = ((performance.now() - begun) / 1000).toFixed(1);
console.log(`\n${runs.length} runs of examples in ${seconds} s, ${failures.length} failed`);
for (const failure of failures) console.log(`  ${failure}`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function show(run) {
  const { title, faults, output } = await attempt(run);
  console.log(`${faults.length === 0 ? "ok    " : "FAILED"}  ${title}`);
  if (faults.length === 0) return;
  failures.push(title);
  console.log(faults.map((fault) => `  ${fault}\n`).join("") + output.replace(/^/gm, "  | "));
}

async function attempt({ program, env = () => ({}), status = 0, connections, ...expected }) {
  const file = ["mjs", "js"]
    .map((ending) => `dist/${program}.${ending}`)
    .find((name) => existsSync(join(folder, name)));
  if (file === undefined) return { title: program, faults: ["it is not built: turbo run build"], output: "" };
  const own = await mkdtemp(join(tmpdir(), "posthorn-example-"));
  const smtp = await startSmtpServer(() => node.kill("SIGTERM"));
  const http = await startHttpServer();
  const changed = env({ smtp, http, own });
  const settings = { EMAIL_HOST: "127.0.0.1", EMAIL_PORT: String(smtp.port), ...changed };
  used.add(program).add(/^\.\/dist\/(.*)\.js$/.exec(settings.EMAIL_BACKEND)?.[1]);
  const node = spawn(process.execPath, [file], {
    cwd: folder,
    env: { ...environment(), ...settings },
    timeout: LONGEST_MS,
    killSignal: "SIGKILL",
  });
  const [stdout, stderr] = await Promise.all([text(node.stdout), text(node.stderr), once(node, "exit")]);
  const written = readdirSync(own, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"));
  await Promise.all([smtp.close(), http.close(), rm(own, { recursive: true })]);

  const { prints = [], warns = [], mails = [], recipients = smtp.recipients, writes = [], posts = [] } = expected;
  const faults = [
    ...(node.exitCode === status ? [] : [`exit status ${node.exitCode ?? node.signalCode}, not ${status}`]),
    ...(stderr === "" || warns.length > 0 ? [] : ["something on standard error"]),
    ...missing("printed", [stdout], prints),
    ...missing("on standard error", [stderr], warns),
    ...missing("written", written, writes),
    ...missing("posted", http.posts, posts),
    ...mails.flatMap((texts, index) =>
      missing(`in mail ${index + 1}`, smtp.mails.slice(index, index + 1), [texts].flat()),
    ),
    ...(isDeepStrictEqual(smtp.recipients, recipients)
      ? []
      : [`mail for ${smtp.recipients.join("; ")}, not for ${recipients.join("; ")}`]),
    ...(smtp.mails.length === mails.length ? [] : [`${smtp.mails.length} mails arrived, not ${mails.length}`]),
    ...(connections === undefined || smtp.connections() === connections
      ? []
      : [`${smtp.connections()} connections, not ${connections}`]),
  ];
  const shell = [...Object.entries(changed).map(([name, value]) => `${name}=${value}`), `node ${file}`].join(" ");
  const output = [stdout, stderr, ...smtp.mails, ...http.posts]
    .map((each) => each.slice(0, 4000).replaceAll("\r\n", "\n"))
    .join("\n");
  return { title: shell, faults, output };
}

function missing(where, found, texts) {
  return texts
    .filter((wanted) => !found.some((each) => each.includes(wanted)))
    .map((wanted) => `not ${where}: ${wanted}`);
}

/** The environment of this process without the settings of mail that it may hold. */
function environment() {
  const isSetting = /^(?:EMAIL_|DEFAULT_|SERVER_EMAIL$|ADMINS$|MANAGERS$|NODE_ENV$|PORT$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isSetting.test(name)));
}

/** The programs that nothing runs: neither as a program or a backend of `runs`, nor by an import, nor a test of the same name. */
function neverRun() {
  const files = readdirSync(folder).filter((name) => /\.(?:ts|mjs)$/.test(name));
  const sources = files.map((name) => readFileSync(join(folder, name), "utf8"));
  const programs = files.filter((name) => !/\.(?:test|config)\.ts$/.test(name));
  return programs.filter((name) => {
    const bare = name.replace(/\.(?:ts|mjs)$/, "");
    const isImported = sources.some((source) => source.includes(`import "./${name}"`));
    return !used.has(bare) && !isImported && !files.includes(`${bare}.test.ts`);
  });
}
