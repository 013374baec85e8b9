import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    setupFiles: ["./src/setup.ts"],
    // As many tests at once as stand in concurrent-tests.test.ts.
    maxConcurrency: 500,
  },
});
