import type { Finding } from "./finding.ts";
import { type ModuleReference, moduleReferences } from "./module_references.ts";
import {
  PACKAGE_ARROWS,
  type PackageArrow,
  type PartArrow,
  TEST_ARROW,
  UNBOUND_PACKAGES,
} from "./package_arrows.ts";
import type { SourceFile } from "./source_file.ts";
import type { StepReport } from "./step_report.ts";
import type { Workspace, WorkspacePackage } from "./workspace.ts";

const OUR_SCOPE = "@fieldpost/";

type Arrow = Pick<PackageArrow, "ours" | "npm" | "node">;

/** Checks that every import and every declared dependency follows the arrows. */
export function checkBoundaries(workspace: Workspace): StepReport {
  const bound = workspace.packages.filter(({ name }) => !UNBOUND_PACKAGES.includes(name));
  const files = workspace.packages.flatMap((each) => each.files);
  return {
    summary: `${files.length} files`,
    findings: [
      ...bound.flatMap(checkArrows),
      ...bound.flatMap(checkManifest),
      ...workspace.packages.flatMap((each) => each.files.flatMap((file) => checkPaths(each, file))),
    ],
  };
}

function arrowOf(name: string): PackageArrow | undefined {
  return PACKAGE_ARROWS.find((arrow) => arrow.package === name);
}

function allowedIn(arrow: PackageArrow, file: SourceFile): Arrow {
  const part = partOf(arrow, file);
  if (part !== undefined && file.kind === "source") return part;
  const peers = (arrow.peers ?? []).filter(({ door }) => file.path.endsWith(`/src/${door}`));
  return file.kind === "source"
    ? { ...arrow, npm: [...arrow.npm, ...peers.map(({ npm }) => npm)] }
    : testArrow(arrow);
}

function partOf(arrow: PackageArrow | undefined, file: SourceFile): PartArrow | undefined {
  return arrow?.parts?.find(({ folder }) => file.path.includes(`/src/${folder}/`));
}

function testArrow(arrow: PackageArrow): Arrow {
  return {
    ours: [...arrow.ours, ...TEST_ARROW.ours],
    npm: [...arrow.npm, ...TEST_ARROW.npm],
    node: true,
  };
}

function checkArrows(each: WorkspacePackage): readonly Finding[] {
  const arrow = arrowOf(each.name);
  if (arrow === undefined) {
    const message = `${each.name} has no row in the table of arrows`;
    return [{ path: `${each.directory}/package.json`, line: 1, rule: "arrow", message }];
  }
  return each.files.flatMap((file) =>
    moduleReferences(file)
      .filter(({ specifier }) => !specifier.startsWith("."))
      .flatMap((reference) => {
        const problem = arrowProblem(reference, allowedIn(arrow, file));
        const message = `${each.name} ${file.kind}: ${problem}`;
        return problem === undefined
          ? []
          : [{ path: file.path, line: reference.line, rule: "arrow", message }];
      }),
  );
}

function arrowProblem({ specifier }: ModuleReference, allowed: Arrow): string | undefined {
  if (specifier === "<computed>") {
    return "a dynamic import must name its module";
  }
  if (specifier.startsWith("node:")) {
    return allowed.node ? undefined : `may not import "${specifier}"`;
  }
  const name = packageNameOf(specifier);
  const known = name.startsWith(OUR_SCOPE)
    ? allowed.ours.includes(name.slice(OUR_SCOPE.length))
    : allowed.npm.includes(name);
  return known ? undefined : `may not import "${specifier}"`;
}

/** The package a bare specifier belongs to: `@scope/name` or `name`. */
function packageNameOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}

function checkPaths(each: WorkspacePackage, file: SourceFile): readonly Finding[] {
  return moduleReferences(file).flatMap((reference) => {
    const { specifier, line } = reference;
    const problem = specifier.startsWith(".")
      ? (relativeProblem(each, file, specifier) ?? partProblem(each, file, reference))
      : doorProblem(specifier);
    return problem === undefined ? [] : [{ path: file.path, line, rule: "path", message: problem }];
  });
}

/** What runs in the browser takes only the shapes from the rest of its package. */
function partProblem(
  each: WorkspacePackage,
  file: SourceFile,
  { specifier, form }: ModuleReference,
): string | undefined {
  const part = partOf(arrowOf(each.name), file);
  if (part === undefined || file.kind === "test" || form === "import-type") return undefined;
  const target = resolvePath(file.path.slice(0, file.path.lastIndexOf("/")), specifier);
  return target.startsWith(`${each.directory}/src/${part.folder}/`)
    ? undefined
    : `"${specifier}" leaves the folder ${part.folder}: only types may be imported from there`;
}

function relativeProblem(
  each: WorkspacePackage,
  file: SourceFile,
  specifier: string,
): string | undefined {
  const folder = file.path.slice(0, file.path.lastIndexOf("/"));
  const target = resolvePath(folder, specifier);
  if (!target.startsWith(`${each.directory}/src/`)) {
    return `"${specifier}" leaves the package: import another package by its name`;
  }
  const name = target.slice(target.lastIndexOf("/") + 1);
  if (name.startsWith("_") && target !== `${folder}/${name}`) {
    return `"${specifier}" is private to its folder`;
  }
  if (file.kind === "source" && target.includes("/_testing/")) {
    return `"${specifier}" is for tests only`;
  }
  return /\.tsx?$/u.test(specifier)
    ? undefined
    : `"${specifier}" must name its file with its ending`;
}

function doorProblem(specifier: string): string | undefined {
  const isDoor = !specifier.startsWith(OUR_SCOPE) || DOOR_REGEXP.test(specifier);
  return isDoor ? undefined : `"${specifier}" is not a door of that package`;
}

/** A package's own door, runtime's `testing`, or what mock-smtp has for test runners and others. */
const DOOR_REGEXP = /^@fieldpost\/(?:[a-z-]+|runtime\/testing|mock-smtp\/[a-z-]+)$/u;

function resolvePath(folder: string, specifier: string): string {
  const parts = folder.split("/");
  for (const part of specifier.split("/")) {
    if (part === "..") {
      parts.pop();
    } else if (part !== ".") {
      parts.push(part);
    }
  }
  return parts.join("/");
}

function checkManifest(each: WorkspacePackage): readonly Finding[] {
  const arrow = arrowOf(each.name);
  const { dependencies = {}, devDependencies = {}, peerDependencies = {} } = each.manifest;
  const peers = (arrow?.peers ?? []).map(({ npm }) => npm);
  const composed = (arrow?.composed ?? []).map((name) => OUR_SCOPE + name);
  const isPart = (file: SourceFile) => partOf(arrow, file) !== undefined;
  const used = usedPackages(each, (file) => file.kind === "source" && !isPart(file));
  const bundled = usedPackages(each, (file) => file.kind === "source" && isPart(file));
  const built = new Set([...bundled, ...(arrow?.builders ?? [])]);
  const usedInTests = usedPackages(each, (file) => file.kind === "test");
  const say = (message: string): Finding => ({
    path: `${each.directory}/package.json`,
    line: 1,
    rule: "manifest",
    message,
  });
  return [
    ...Object.keys(dependencies)
      .filter((name) => !used.has(name) && !composed.includes(name))
      .map((name) => say(`"${name}" is a dependency and no source imports it`)),
    ...Object.keys(devDependencies)
      .filter((name) => ![usedInTests, used, built].some((names) => names.has(name)))
      .filter((name) => !isTypes(name))
      .map((name) => say(`"${name}" is a devDependency and no test imports it`)),
    ...[...used]
      .filter((name) => !(name in dependencies || peers.includes(name)))
      .map((name) => say(`"${name}" is imported and is not a dependency`)),
    ...[...used]
      .filter((name) => peers.includes(name) && !isOptionalPeer(each, name))
      .map((name) => say(`"${name}" is imported by a door and is not an optional peer`)),
    ...[...bundled]
      .filter((name) => !(name in dependencies || name in devDependencies))
      .map((name) => say(`"${name}" is bundled and is not a devDependency`)),
    ...[...usedInTests]
      .filter((name) => !(name in dependencies || name in devDependencies))
      .filter((name) => name !== `${OUR_SCOPE}${each.name}` && !ROOT_DEPENDENCIES.has(name))
      .map((name) => say(`"${name}" is imported by tests and is not a devDependency`)),
    ...Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies })
      .filter((name) => arrow !== undefined && !isAllowedName(name, testArrow(arrow)))
      .filter((name) => !arrow?.parts?.some((part) => isAllowedName(name, part)))
      .filter((name) => !arrow?.builders?.includes(name) && !composed.includes(name))
      .filter((name) => !(peers.includes(name) && !(name in dependencies)))
      .map((name) => say(`"${name}" is not in the table of arrows`)),
  ];
}

/** What the root package.json gives to all tests. */
const ROOT_DEPENDENCIES: ReadonlySet<string> = new Set(["@jest/globals"]);

/** One that nobody has to install who does not use the door. */
function isOptionalPeer({ manifest }: WorkspacePackage, name: string): boolean {
  const { peerDependencies = {}, peerDependenciesMeta = {} } = manifest;
  return name in peerDependencies && peerDependenciesMeta[name]?.optional === true;
}

function isTypes(name: string): boolean {
  return name.startsWith("@types/");
}

function isAllowedName(name: string, allowed: Arrow): boolean {
  return (
    isTypes(name) ||
    arrowProblem({ specifier: name, line: 1, form: "import" }, allowed) === undefined
  );
}

function usedPackages(
  each: WorkspacePackage,
  counts: (file: SourceFile) => boolean,
): ReadonlySet<string> {
  return new Set(
    each.files
      .filter(counts)
      .flatMap((file) => moduleReferences(file))
      .map(({ specifier }) => specifier)
      .filter((specifier) => !/^(?:\.|node:|<)/u.test(specifier))
      .map(packageNameOf),
  );
}
