import { defineConfig } from "vitest/config";

export default defineConfig({ test: { include: ["one-line/*.test.mts"] } });
