import { defineConfig } from "vitest/config";

// Without this file the tests would run in vite.config.ts's root, which is the page's folder.
export default defineConfig({ test: { include: ["test/**/*.test.ts"] } });
