import { readFileSync } from "node:fs";
import { compileFunction } from "node:vm";

/** One test of a file that was written for mocha. */
export interface MochaTest {
  /** The titles of its suites and its own, joined by ` > `. */
  readonly name: string;
  /** Runs it with its hooks and returns what went wrong, `undefined` if nothing did. */
  run(): Promise<string | undefined>;
}

type MochaBody = (this: MochaContext, done: (error?: unknown) => void) => unknown;

interface MochaContext {
  timeout(ms: number): void;
}

interface Suite {
  readonly titles: readonly string[];
  readonly before: readonly MochaBody[];
  readonly after: readonly MochaBody[];
}

const LIMIT_MS = 60_000;
const CONTEXT: MochaContext = { timeout: () => {} };

/**
 * Reads a file of tests as its package publishes it.
 *
 * @param modules What its `require` finds, by specifier; `chai` is ours.
 * @param replaced Texts of the file and what stands in their place: ports that are wired in.
 */
export function readMochaTests(
  path: string,
  modules: Readonly<Record<string, unknown>>,
  replaced: Readonly<Record<string, string>> = {},
): readonly MochaTest[] {
  const tests: MochaTest[] = [];
  let suite: Suite = { titles: [], before: [], after: [] };
  const globals = {
    require: (specifier: string) =>
      ({ ...modules, chai: { expect: chain, config: {} } })[specifier],
    describe: (title: string, body: MochaBody) => {
      const outer = suite;
      suite = { ...outer, titles: [...outer.titles, title] };
      body.call(CONTEXT, () => {});
      suite = outer;
    },
    beforeEach: (body: MochaBody) => {
      suite = { ...suite, before: [...suite.before, body] };
    },
    afterEach: (body: MochaBody) => {
      suite = { ...suite, after: [body, ...suite.after] };
    },
    it: (title: string, body: MochaBody) => {
      const { titles, before, after } = suite;
      const name = [...titles, title].join(" > ");
      tests.push({ name, run: () => runAll([...before, body], after) });
    },
  };
  const source = Object.entries(replaced).reduce(
    (text, [from, to]) => text.replaceAll(from, to),
    readFileSync(path, "utf8"),
  );
  compileFunction(source, Object.keys(globals), { filename: path })(...Object.values(globals));
  return tests;
}

async function runAll(
  bodies: readonly MochaBody[],
  after: readonly MochaBody[],
): Promise<string | undefined> {
  let wrong: string | undefined;
  for (const body of bodies) {
    wrong ??= await runBody(body);
  }
  for (const body of after) {
    await runBody(body);
  }
  return wrong;
}

function runBody(body: MochaBody): Promise<string | undefined> {
  return new Promise((resolve) => {
    // Assertions inside callbacks throw where nobody catches: as mocha does, the test takes them.
    const uncaught = (error: unknown): void => done(error);
    const timer = setTimeout(() => done(`did not end within ${LIMIT_MS} ms`), LIMIT_MS);
    const done = (error?: unknown): void => {
      clearTimeout(timer);
      process.off("uncaughtException", uncaught);
      resolve(error === undefined || error === null ? undefined : String(error));
    };
    process.on("uncaughtException", uncaught);
    try {
      const returned = body.call(CONTEXT, done);
      if (body.length === 0) {
        Promise.resolve(returned).then(() => done(), done);
      }
    } catch (error) {
      done(error);
    }
  });
}

const CHECKS: Readonly<Record<string, (actual: unknown, expected: unknown) => boolean>> = {
  equal: (actual, expected) => actual === expected,
  eql: (actual, expected) => JSON.stringify(actual) === JSON.stringify(expected),
  include: (actual, expected) =>
    Array.isArray(actual) ? actual.includes(expected) : String(actual).includes(String(expected)),
  match: (actual, expected) => (expected as RegExp).test(String(actual)),
  lengthOf: (actual, expected) => (actual as { length: number }).length === expected,
  an: (actual, expected) => typeof actual === expected || Array.isArray(actual),
  a: (actual, expected) => typeof actual === expected,
  gt: (actual, expected) => Number(actual) > Number(expected),
  gte: (actual, expected) => Number(actual) >= Number(expected),
  lt: (actual, expected) => Number(actual) < Number(expected),
  exist: (actual) => actual !== undefined && actual !== null,
  ok: Boolean,
  true: (actual) => actual === true,
  false: (actual) => actual === false,
  null: (actual) => actual === null,
};

const PROPERTIES: ReadonlySet<string> = new Set(["exist", "ok", "true", "false", "null"]);

/** As much of chai's `expect` as the published tests use. */
function chain(actual: unknown, negated = false, deep = false): object {
  const check = (name: string, expected?: unknown): void => {
    const holds = CHECKS[name]?.(actual, expected) ?? false;
    if (holds === negated) {
      const wanted = `${negated ? "not " : ""}${name} ${JSON.stringify(expected)}`;
      throw new Error(`found ${String(actual)}, wanted ${wanted}`);
    }
  };
  return new Proxy(chain, {
    get: (_, word) => {
      const name = String(word);
      if (PROPERTIES.has(name)) {
        return check(name);
      }
      if (name === "not" || name === "deep") {
        return chain(actual, negated || name === "not", deep || name === "deep");
      }
      if (name === "length") {
        return (expected: unknown) => check("lengthOf", expected);
      }
      return name in CHECKS
        ? (expected: unknown) => check(deep ? "eql" : name, expected)
        : chain(actual, negated, deep);
    },
  });
}
