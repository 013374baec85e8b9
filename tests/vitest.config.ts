import { defineConfig } from "vitest/config";

// consumers/ and browser/ are run by their own scripts.
export default defineConfig({ test: { include: ["src/**/*.test.ts"] } });
