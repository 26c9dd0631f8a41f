// One run for every package. Sources are transformed in memory; packages meet through their built doors.
const project = (name, directory, extra = {}) => ({
  displayName: name,
  rootDir: directory,
  testMatch: ["<rootDir>/src/**/*_test.ts"],
  testEnvironment: "node",
  extensionsToTreatAsEsm: [".ts"],
  transform: {
    "\\.ts$": ["@swc/jest", { jsc: { target: "es2023", parser: { syntax: "typescript" } } }],
  },
  modulePathIgnorePatterns: ["<rootDir>/dist"],
  ...extra,
});

export default {
  // A slow machine is not a fault: nothing here asserts a time, and what hangs still ends. One limit for
  // all, four times what the longest takes where eighteen processes want one core.
  testTimeout: 600_000,
  projects: [
    project("core", "packages/core", {
      setupFilesAfterEnv: ["<rootDir>/src/_testing/no_clock_no_dice.ts"],
    }),
    project("mock-smtp", "packages/mock-smtp"),
    project("runtime", "packages/runtime"),
    project("web", "packages/web"),
    project("cli", "packages/cli"),
    project("tools", "tools"),
  ],
};
