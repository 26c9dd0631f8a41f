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
  /** Folders that have a row of their own instead: what runs in the browser. */
  readonly parts?: readonly PartArrow[];
  /** Packages of this monorepo that only its program (`bin`) imports, to put the parts together. */
  readonly composed?: readonly string[];
  /** Programs of the build, which no source imports. */
  readonly builders?: readonly string[];
}

/**
 * What the files of a folder below `src` may import instead of what their package may. Its modules
 * from npm are bundled, so they are devDependencies; from the package's other folders only types.
 */
export interface PartArrow
  extends Omit<PackageArrow, "package" | "peers" | "parts" | "builders" | "composed"> {
  readonly folder: string;
}

/** A module from npm that one door may import, and no other file. */
export interface PeerArrow {
  /** The door's file below `src`. */
  readonly door: string;
  readonly npm: string;
}

/** Who may import whom. A package that is not here may not exist. */
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
  { package: "cli", ours: ["core", "runtime"], npm: [], node: true, composed: ["web"] },
  {
    package: "web",
    ours: ["core", "runtime"],
    npm: ["hono", "@hono/node-server", "ws", "zod"],
    node: true,
    parts: [
      {
        folder: "client",
        ours: ["core"],
        npm: ["preact", "@preact/signals", "@xterm/xterm", "@xterm/addon-fit"],
        node: false,
      },
    ],
    builders: ["vite"],
  },
];

/** What tests may import besides what their package may. */
export const TEST_ARROW: Omit<PackageArrow, "package"> = {
  ours: ["mock-smtp"],
  npm: [
    "@jest/globals",
    "nodemailer",
    "smtp-server",
    "smtp-tester",
    "playwright-core",
    "axe-core",
    "@seriousme/openapi-schema-validator",
    "vite",
    "preact",
  ],
  node: true,
};

/** Packages that look at all others and may import anything. */
export const UNBOUND_PACKAGES: readonly string[] = ["tools"];
