import { defineConfig } from "vitest/config";

// Vitest 3 takes how many processes there are from the pool's options.
export default defineConfig({
  test: { include: ["not-isolated/*.test.mts"], isolate: false, fileParallelism: false },
});
