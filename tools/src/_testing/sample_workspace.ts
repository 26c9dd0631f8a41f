import { parseSource } from "../source_file.ts";
import type { Manifest, Workspace } from "../workspace.ts";

/** A monorepo made of texts: files by path, and the parts of manifests that matter. */
export function sampleWorkspace(
  files: Readonly<Record<string, string>>,
  manifests: Readonly<Record<string, Partial<Manifest>>> = {},
): Workspace {
  const directories = new Set(
    [...Object.keys(files), ...Object.keys(manifests)].map((path) =>
      path.replace(/^(packages\/[^/]+|[^/]+).*$/u, "$1"),
    ),
  );
  return {
    root: "nowhere",
    packages: [...directories].map((directory) => ({
      name: directory.slice(directory.lastIndexOf("/") + 1),
      directory,
      manifest: { name: directory, ...manifests[directory] },
      files: Object.entries(files)
        .filter(([path]) => path.startsWith(`${directory}/`))
        .map(([path, text]) => parseSource(path, text)),
    })),
  };
}
