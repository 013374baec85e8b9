import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { setupFiles: ["@posthorn/testing/setup"], include: ["*.test.mts"], maxConcurrency: 500, testTimeout: 60_000 },
});
