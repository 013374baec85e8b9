// Drives the playground in Chromium as a person would, and takes the screenshots.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { startPlayground } from "../../apps/playground/dist/playground.js";
import { behaviours } from "./behaviours.mjs";

const directory = fileURLToPath(new URL("../../examples/emails", import.meta.url));
const screenshots = fileURLToPath(new URL("screenshots/", import.meta.url));

// Without these Chromium asks for hosts of its own at every start.
const QUIET = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

function findChromium() {
  const names = [process.env.CHROMIUM, "chromium", "chromium-browser", "google-chrome"].filter(Boolean);
  const found = names
    .map((name) => (existsSync(name) ? name : spawnSync("which", [name], { encoding: "utf8" }).stdout?.trim()))
    .find(Boolean);
  if (found) return found;
  const reason = "Chromium is not on this machine: apt-get install chromium, or set CHROMIUM to its path";
  if (process.env.POSTHORN_PARTNERS === "required") throw new Error(reason);
  console.log(`${reason}\n0 passed, 0 failed, ${behaviours.length} skipped`);
  process.exit(0);
}

const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ["--no-sandbox", "--disable-gpu", ...QUIET],
});
rmSync(screenshots, { recursive: true, force: true });
mkdirSync(screenshots, { recursive: true });

let failed = 0;
for (const { name, run } of behaviours) {
  const playground = await startPlayground({ directory, port: 0, smtpPort: 0 });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: "light" });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const problems = [];
  page.on("pageerror", (error) => problems.push(error));
  try {
    await page.goto(playground.url);
    await run({ page, playground, shoot: (file) => page.screenshot({ path: `${screenshots}${file}.png` }) });
    if (problems.length > 0) throw problems[0];
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    await page.screenshot({ path: `${screenshots}failed-${failed}.png` });
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
  await context.close();
  await playground.close();
}
await browser.close();
console.log(`${behaviours.length - failed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed === 0 ? 0 : 1;
