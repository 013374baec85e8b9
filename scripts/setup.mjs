// Installs and builds everything that `npm start` and `npm test` need.
import { run } from "./pnpm.mjs";

export function setup() {
  step("Installing the workspace", () => {
    // NODE_ENV=production would leave out the compiler.
    const quiet = ["--prefer-offline", "--reporter=append-only", "--loglevel=error"];
    run("pnpm", ["install", "--frozen-lockfile", "--prod=false", ...quiet]);
  });
  step("Building it", () =>
    run("pnpm", ["exec", "turbo", "run", "build", "--output-logs=errors-only"], { quiet: true }),
  );
}

function step(what, action) {
  process.stdout.write(`${what} … `);
  const begun = performance.now();
  action();
  console.log(`${((performance.now() - begun) / 1000).toFixed(1)} s`);
}
