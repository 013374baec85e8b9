import { fileURLToPath } from "node:url";
import { Application } from "typedoc";
import { nameModules } from "./modules.mjs";
import { nameParameters } from "./parameters.mjs";
import { Theme } from "./theme.mjs";
import { validate } from "./validate.mjs";

const started = performance.now();
const app = await Application.bootstrap({ options: fileURLToPath(new URL("typedoc.config.mjs", import.meta.url)) });
nameModules(app);
nameParameters(app);
app.renderer.defineTheme("posthorn", Theme);

const project = await app.convert();
if (project) {
  validate(app, project);
  await app.generateOutputs(project);
}

const { errorCount, warningCount } = app.logger;
const problems = errorCount + warningCount;
const seconds = ((performance.now() - started) / 1000).toFixed(1);
console.log(`${problems} ${problems === 1 ? "problem" : "problems"}, ${seconds} s`);
process.exitCode = problems === 0 ? 0 : 1;
