export default {
  setupFilesAfterEnv: ["@posthorn/testing/jest"],
  testMatch: ["**/*.test.mjs"],
  transform: {},
};
