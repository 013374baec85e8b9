import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: ["packages/!(backends)", "packages/backends/*", "apps/*", "tests", "examples"],
    reporters: ["default", "./scripts/summary-reporter.mjs"],
  },
});
