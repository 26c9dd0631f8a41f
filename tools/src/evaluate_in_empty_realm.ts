import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import {
  type Context,
  createContext,
  runInContext,
  SourceTextModule,
  SyntheticModule,
} from "node:vm";

/** What the realm loses: everything that is not a function of its arguments. */
const EMPTYING = `
for (const name of ["Date", "Intl", "WebAssembly", "Promise", "SharedArrayBuffer", "Atomics",
  "WeakRef", "FinalizationRegistry", "console", "eval", "Function", "escape", "unescape"]) {
  delete globalThis[name];
}
delete Math.random;
for (const owner of [String, Number, BigInt, Array, Object, Object.getPrototypeOf(Int8Array)]) {
  for (const name of Object.getOwnPropertyNames(owner.prototype)) {
    if (name.startsWith("toLocale") || name === "localeCompare") {
      delete owner.prototype[name];
    }
  }
}
delete globalThis.globalThis;
`;

/** A door that was linked in the empty realm, with the means to run more modules there. */
export interface EmptyRealm {
  /** What the door exports. */
  readonly exports: Readonly<Record<string, unknown>>;
  /** Evaluates a module in the realm; it sees the door as `doorName` and the given modules. */
  run(source: string, modules: Readonly<Record<string, object>>): Promise<void>;
}

/**
 * Links built modules in a realm that has no clock, no dice, no locale and no way out.
 *
 * Needs Node's `--experimental-vm-modules`.
 *
 * @param door Absolute path of the built door; only relative imports are followed.
 * @param doorName What later modules call the door.
 * @throws {ReferenceError} If a module reaches for something the realm does not have.
 * @throws {TypeError} If a module imports anything that is not a file beside it.
 */
export async function evaluateInEmptyRealm(door: string, doorName: string): Promise<EmptyRealm> {
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  runInContext(EMPTYING, context);
  const modules = new Map<string, SourceTextModule>();
  const root = loadModule(door, context, modules);
  await root.link((specifier, from) => {
    if (!specifier.startsWith("./") && !specifier.startsWith("../")) {
      throw new TypeError(
        `Cannot import "${specifier}" from ${from.identifier}: only its own files`,
      );
    }
    return loadModule(resolve(dirname(from.identifier), specifier), context, modules);
  });
  await root.evaluate();
  const realm = { context, door: root, doorName };
  return {
    exports: root.namespace as Readonly<Record<string, unknown>>,
    run: (source, given) => runModule(realm, source, given),
  };
}

function loadModule(
  path: string,
  context: Context,
  modules: Map<string, SourceTextModule>,
): SourceTextModule {
  const known = modules.get(path);
  if (known !== undefined) {
    return known;
  }
  const loaded = new SourceTextModule(readFileSync(path, "utf8"), { context, identifier: path });
  modules.set(path, loaded);
  return loaded;
}

interface Realm {
  readonly context: Context;
  readonly door: SourceTextModule;
  readonly doorName: string;
}

async function runModule(
  { context, door, doorName }: Realm,
  source: string,
  given: Readonly<Record<string, object>>,
): Promise<void> {
  const module = new SourceTextModule(source, { context, identifier: "example" });
  await module.link((specifier) => {
    const found = given[specifier];
    if (specifier !== doorName && found === undefined) {
      throw new TypeError(`Cannot import "${specifier}" in the empty realm: it is not given`);
    }
    return found === undefined ? door : synthetic(found, context);
  });
  await module.evaluate();
}

function synthetic(exports: object, context: Context): SyntheticModule {
  const entries = Object.entries(exports);
  return new SyntheticModule(
    entries.map(([name]) => name),
    function define() {
      for (const [name, value] of entries) {
        this.setExport(name, value);
      }
    },
    { context },
  );
}
