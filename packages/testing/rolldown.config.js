// What every test file loads is one file: loading the seventy that it is written as takes longer than all else that the
// set-up does. tsc makes the declarations.
export default {
  input: {
    index: "src/index.ts",
    setup: "src/setup.ts",
    jest: "src/jest.ts",
    "faults/index": "src/faults/index.ts",
    "catcher/index": "src/catcher/index.ts",
    "catcher/command": "src/catcher/command.ts",
    "contract/index": "src/contract/index.ts",
  },
  external: [/^node:/, /^@posthorn\//, "@jest/globals", "postal-mime", "smtp-server", "vitest"],
  output: {
    dir: "dist",
    entryFileNames: "[name].js",
    chunkFileNames: "[name].js",
    sourcemap: true,
    codeSplitting: {
      groups: [
        {
          name: "outbox-and-matchers",
          test: /\/src\/(?:outbox|matchers|expected|failure|reading|faults)\/(?!index)|\/src\/(?:inspected|live-view|octet|real-timers|smtp-reply|wait)/,
        },
      ],
    },
  },
};
