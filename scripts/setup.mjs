// Installs and builds everything that `npm start` and `npm test` need.
import { run } from "./pnpm.mjs";

export function setup() {
  // NODE_ENV=production would leave out the compiler.
  run("pnpm", [
    "install",
    "--frozen-lockfile",
    "--prod=false",
    "--prefer-offline",
    "--reporter=append-only",
    "--loglevel=warn",
  ]);
  run("pnpm", ["exec", "turbo", "run", "build", "--output-logs=errors-only"]);
}
