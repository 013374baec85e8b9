import { DummyBackend } from "@posthorn/dummy";
import { type BackendUnderTest, canRun, contractCases, features, runCase } from "@posthorn/testing/contract";

const backend: BackendUnderTest = { create: (options) => new DummyBackend(options) };

const cases = contractCases.filter((each) => canRun(each, backend));
for (const each of cases) {
  try {
    await runCase(each, backend);
  } catch (error) {
    const what = each.feature ? features[each.feature].title : "what every backend must do";
    console.log(`${each.id} (${what}): ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
console.log(`${cases.length} of ${contractCases.length} cases were run.`);
