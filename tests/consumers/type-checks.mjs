import { install, makeApplication } from "./application.mjs";
import { nodeTypes, typeCheck } from "./typescript.mjs";

const NAMES = ["core", "smtp", "console", "dummy"].map((name) => `@posthorn/${name}`);
const COMPILERS = { "TypeScript 7": "typescript", "TypeScript 5.9": "typescript-5" };

/** Checks what compiles against the released types and what does not, with nodenext, strict and skipLibCheck off. */
export async function checkTypes(checks, { folder, env }) {
  const withTypes = await makeApplication(folder, "with-types", "typed");
  await checks.check(`npm install ${NAMES.join(" ")}`, () => install.npm(withTypes, env, ...NAMES, nodeTypes));
  for (const [name, compiler] of Object.entries(COMPILERS)) {
    for (const exact of ["true", "false"]) {
      await checks.check(
        `right uses compile and wrong ones do not, in ${name}, exactOptionalPropertyTypes ${exact}`,
        () => typeCheck(withTypes, env, compiler, ["--exactOptionalPropertyTypes", exact]),
      );
    }
  }
}
