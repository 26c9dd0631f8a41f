import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { readJson } from "./read_json.ts";
import { parseSource, type SourceFile } from "./source_file.ts";

/** The part of a package.json that the rules read. */
export interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly exports?: Readonly<Record<string, unknown>>;
}

/** One package of the monorepo with its parsed sources. */
export interface WorkspacePackage {
  /** The folder's name: `core`, `mock-smtp`, `tools`. */
  readonly name: string;
  /** Path relative to the repository: `packages/core`. */
  readonly directory: string;
  readonly manifest: Manifest;
  readonly files: readonly SourceFile[];
}

/** The monorepo as the rules see it. */
export interface Workspace {
  readonly root: string;
  readonly packages: readonly WorkspacePackage[];
}

/** The repository this program belongs to. */
export const REPOSITORY_ROOT: string = fileURLToPath(new URL("../..", import.meta.url));

const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(["node_modules", "dist", ".git", ".turbo"]);

/**
 * Lists the files below a folder, sorted, without what is built or installed.
 *
 * @returns Paths relative to `root`, with forward slashes; empty when the folder does not exist.
 */
export function listFiles(root: string, directory: string): readonly string[] {
  const start = join(root, directory);
  if (statSync(start, { throwIfNoEntry: false }) === undefined) {
    return [];
  }
  const found: string[] = [];
  for (const entry of readdirSync(start, { withFileTypes: true })) {
    const path = join(start, entry.name);
    if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) {
      found.push(...listFiles(root, relative(root, path)));
    } else if (entry.isFile()) {
      found.push(relative(root, path).split(sep).join("/"));
    }
  }
  return found.sort();
}

/**
 * Reads every package named by the root package.json and parses its sources.
 *
 * @throws {SyntaxError} If a source is not TypeScript.
 */
export function readWorkspace(root: string): Workspace {
  const { workspaces } = readJson(join(root, "package.json")) as {
    readonly workspaces: readonly string[];
  };
  return { root, packages: workspaces.map((directory) => readPackage(root, directory)) };
}

function readPackage(root: string, directory: string): WorkspacePackage {
  return {
    name: directory.slice(directory.lastIndexOf("/") + 1),
    directory,
    manifest: readJson(join(root, directory, "package.json")) as Manifest,
    files: listFiles(root, `${directory}/src`)
      .filter((path) => /\.tsx?$/u.test(path))
      .map((path) => parseSource(path, readFileSync(join(root, path), "utf8"))),
  };
}
