import { type ExportedName, exportedNames } from "./exported_names.ts";
import type { Finding } from "./finding.ts";
import type { SourceFile } from "./source_file.ts";
import type { WorkspacePackage } from "./workspace.ts";

/** Checks that what a package shows at its doors is documented, and shown in use. */
export function checkDoors(each: WorkspacePackage): readonly Finding[] {
  return doorsOf(each).flatMap((door) => [
    ...checkModuleDoc(door),
    ...exportedNames(door).flatMap((name) => checkExport(each, door, name)),
  ]);
}

/** The source files behind the `exports` of a package.json. */
export function doorsOf(each: WorkspacePackage): readonly SourceFile[] {
  const built = Object.values(each.manifest.exports ?? {}).map((value) =>
    typeof value === "string" ? value : (value as { readonly default?: string }).default,
  );
  const sources = built.map((path) =>
    path?.replace(/^\.\/dist\//u, `${each.directory}/src/`).replace(/\.js$/u, ".ts"),
  );
  return each.files.filter((file) => sources.includes(file.path));
}

function checkModuleDoc(door: SourceFile): readonly Finding[] {
  return /\/\*\*[\s\S]*@module\b/u.test(door.text)
    ? []
    : [
        {
          path: door.path,
          line: 1,
          rule: "door-doc",
          message: "a door opens with a doc comment: what for, what not for, @module",
        },
      ];
}

function checkExport(
  each: WorkspacePackage,
  door: SourceFile,
  shown: ExportedName,
): readonly Finding[] {
  if (shown.kind !== "re-export" || shown.from === undefined) {
    return checkDoc(door, shown);
  }
  const folder = door.path.slice(0, door.path.lastIndexOf("/"));
  const path = `${folder}/${shown.from.replace(/^\.\//u, "")}`;
  const file = each.files.find((candidate) => candidate.path === path);
  const declared = file && exportedNames(file).find(({ name }) => name === shown.original);
  return file === undefined || declared === undefined ? [] : checkDoc(file, declared);
}

/** A class that is caught, not called: its comment says when it is thrown. */
const THROWN_REGEXP = /(?:Error|Failure)$/u;

function checkDoc(file: SourceFile, declared: ExportedName): readonly Finding[] {
  const doc = file.docOf(declared.statement);
  const needsExample =
    declared.kind === "function" ||
    (declared.kind === "class" && !THROWN_REGEXP.test(declared.name));
  const line = file.lineOf(declared.statement);
  if (doc === undefined) {
    return [{ path: file.path, line, rule: "doc", message: `${declared.name} has no doc comment` }];
  }
  return !needsExample || /@example\b[\s\S]*```ts/u.test(doc)
    ? []
    : [{ path: file.path, line, rule: "example", message: `${declared.name} has no @example` }];
}
