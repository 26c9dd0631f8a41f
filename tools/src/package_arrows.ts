/** What one package may import: the arrows of the architecture, as a row. */
export interface PackageArrow {
  readonly package: string;
  /** Packages of this monorepo, by folder name. */
  readonly ours: readonly string[];
  /** Modules from npm, by package name. */
  readonly npm: readonly string[];
  /** Whether `node:` modules may be imported. */
  readonly node: boolean;
}

/** Who may import whom. A package that is not here may not exist; `web` is to come. */
export const PACKAGE_ARROWS: readonly PackageArrow[] = [
  { package: "core", ours: [], npm: [], node: false },
  { package: "mock-smtp", ours: [], npm: ["mailparser"], node: true },
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
  npm: ["@jest/globals", "nodemailer", "smtp-server"],
  node: true,
};

/** Packages that look at all others and may import anything. */
export const UNBOUND_PACKAGES: readonly string[] = ["tools"];
