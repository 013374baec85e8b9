import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { succeed } from "./command.mjs";

const require = createRequire(import.meta.url);
const { devDependencies } = require("./package.json");

/** The types of the Node that the packages are made for, as npm installs them. */
export const nodeTypes = `@types/node@${devDependencies["@types/node"]}`;

/** Checks the types of the application in a folder, by its tsconfig.json. */
export function typeCheck(cwd, env, compiler = "typescript", flags = []) {
  const tsc = join(dirname(require.resolve(`${compiler}/package.json`)), "bin/tsc");
  return succeed(process.execPath, [tsc, "--project", ".", ...flags], { cwd, env });
}
