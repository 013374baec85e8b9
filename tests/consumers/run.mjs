// Proves that releasing works: packs the working tree and publishes it to a registry on loopback, then installs and uses
// what was packed and published, as applications do.
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Checks, Stopped } from "./checks.mjs";
import { endAll } from "./command.mjs";
import { checkEveryPackage } from "./every-package-checks.mjs";
import { checkRelease } from "./release-checks.mjs";
import { checkSending } from "./sending-checks.mjs";
import { checkTarballs } from "./tarball-checks.mjs";
import { checkTemplates } from "./template-checks.mjs";
import { checkTesting } from "./testing-checks.mjs";
import { checkTypes } from "./type-checks.mjs";

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
  for (const uses of [checkSending, checkTypes, checkEveryPackage, checkTesting, checkTemplates, checkTarballs])
    await uses(checks, { folder, ...released });
} catch (error) {
  if (!(error instanceof Stopped)) throw error;
  console.log(error.message);
} finally {
  await cleanUp();
}
checks.print();
process.exit(checks.failed === 0 ? 0 : 1);
