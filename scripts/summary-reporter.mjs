// The last line of a test run: what passed, failed and was skipped; before it, why something was skipped.
export default class SummaryReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const results = tests.map((test) => ({ name: test.fullName, ...test.result() }));
    const count = (state) => results.filter((result) => result.state === state).length;
    const broken = modules.filter((module) => module.errors().length > 0).length;
    for (const { name, note } of results.filter(({ state }) => state === "skipped")) {
      console.log(`skipped: ${name}${note ? ` (${note})` : ""}`);
    }
    console.log(
      `${count("passed")} passed, ${count("failed") + broken + unhandledErrors.length} failed, ${count("skipped")} skipped`,
    );
  }
}
