// Proves that releasing works: publishes the working tree to a registry on loopback, then installs and uses what was
// published, as applications do.
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkApplications } from "./application-checks.mjs";
import { Checks, Stopped } from "./checks.mjs";
import { endAll } from "./command.mjs";
import { checkRelease } from "./release-checks.mjs";

const repository = fileURLToPath(new URL("../..", import.meta.url));
const folder = await realpath(await mkdtemp(join(tmpdir(), "posthorn-consumers-")));
const checks = new Checks();

async function cleanUp() {
  endAll();
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.once(signal, async () => {
    console.log(`Ended by ${signal}`);
    await cleanUp();
    process.exit(1);
  });
}

try {
  const released = await checkRelease(checks, { repository, folder });
  await checkApplications(checks, { folder, ...released });
} catch (error) {
  if (!(error instanceof Stopped)) throw error;
  console.log(error.message);
} finally {
  await cleanUp();
}
checks.print();
process.exit(checks.failed === 0 ? 0 : 1);
