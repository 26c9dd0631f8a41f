/** What one package may import: the arrows of the architecture, as a row. */
export interface PackageArrow {
  readonly package: string;
  /** Packages of this monorepo, by folder name. */
  readonly ours: readonly string[];
  /** Modules from npm, by package name. */
  readonly npm: readonly string[];
  /** Whether `node:` modules may be imported. */
  readonly node: boolean;
  /** Optional peers: modules that whoever uses a further door has anyway. */
  readonly peers?: readonly PeerArrow[];
}

/** A module from npm that one door may import, and no other file. */
export interface PeerArrow {
  /** The door's file below `src`. */
  readonly door: string;
  readonly npm: string;
}

/** Who may import whom. A package that is not here may not exist; `web` is to come. */
export const PACKAGE_ARROWS: readonly PackageArrow[] = [
  { package: "core", ours: [], npm: [], node: false },
  {
    package: "mock-smtp",
    ours: [],
    npm: ["mailparser"],
    node: true,
    peers: [
      { door: "assertions/jest.ts", npm: "@jest/globals" },
      { door: "assertions/vitest.ts", npm: "vitest" },
    ],
  },
  { package: "runtime", ours: ["core"], npm: ["nodemailer"], node: true },
  { package: "cli", ours: ["core", "runtime"], npm: [], node: true },
  {
    package: "web",
    ours: ["core", "runtime"],
    npm: ["hono", "@hono/node-server", "preact", "vite"],
    node: true,
  },
];

/** What tests may import besides what their package may. */
export const TEST_ARROW: Omit<PackageArrow, "package"> = {
  ours: ["mock-smtp"],
  npm: ["@jest/globals", "nodemailer", "smtp-server", "smtp-tester"],
  node: true,
};

/** Packages that look at all others and may import anything. */
export const UNBOUND_PACKAGES: readonly string[] = ["tools"];
