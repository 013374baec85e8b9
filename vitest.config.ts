import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: ["packages/!(backends)", "packages/backends/*", "apps/*", "tests", "examples"],
    // A process per file costs more than most files; tests put back what they set.
    isolate: false,
    maxWorkers: "100%",
    reporters: ["default", "./scripts/summary-reporter.mjs"],
    // A busy machine is no failure: limits on behaviour are tested where they are promised.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
