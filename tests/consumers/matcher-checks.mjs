import { install, makeApplication } from "./application.mjs";
import { succeed } from "./command.mjs";
import { nodeTypes, typeCheck } from "./typescript.mjs";

/** Uses the outbox and its matcher with each Vitest that they are made for. */
export async function checkMatchers(checks, { folder, env }) {
  for (const version of ["3", "4", "5"]) {
    const withVitest = await makeApplication(folder, `with-vitest-${version}`, "matchers");
    // Vitest 5 is for Node 22, and says so by the types that it wants.
    const types = version === "5" ? "@types/node@22" : nodeTypes;
    const names = ["@posthorn/core", "@posthorn/testing", `vitest@${version}`, types];
    await checks.check(`the matchers type-check with Vitest ${version}`, async () => {
      await install.npm(withVitest, env, "--engine-strict=false", ...names);
      await typeCheck(withVitest, env);
    });
    if (version === "5" && Number.parseInt(process.versions.node, 10) < 22) continue;
    await checks.check("and run in it with one line of set-up", () =>
      succeed(process.execPath, ["node_modules/vitest/vitest.mjs", "run"], { cwd: withVitest, env }),
    );
  }
}
