import { readFileSync } from "node:fs";
import { compileFunction } from "node:vm";

/** One test of a file that was written for tape. */
export interface TapeTest {
  readonly name: string;
  /** Runs it and returns what it found wrong. */
  run(): Promise<readonly string[]>;
}

/** What a test of tape is given. */
interface TapeAssertions {
  equal(actual: unknown, expected: unknown): void;
  same(actual: unknown, expected: unknown): void;
  ok(value: unknown): void;
  fail(message: string): void;
  error(error: unknown): void;
  end(): void;
}

type TapeBody = (t: TapeAssertions) => unknown;

/**
 * Reads a file of tests as its package publishes it, and gives each test to the caller to run.
 *
 * @param modules What its `require` finds, by specifier; `tape` and `tape-promise` are ours.
 * @param globals What it finds as global names.
 */
export function readTapeTests(
  path: string,
  modules: Readonly<Record<string, unknown>>,
  globals: Readonly<Record<string, unknown>>,
): readonly TapeTest[] {
  const tests: TapeTest[] = [];
  const test = (name: string, body: TapeBody): void => {
    tests.push({ name, run: () => runTapeTest(body) });
  };
  const found: Readonly<Record<string, unknown>> = {
    ...modules,
    tape: test,
    "tape-promise": { default: () => test },
  };
  const require = (specifier: string): unknown => {
    if (!Object.hasOwn(found, specifier)) {
      throw new Error(`Cannot require "${specifier}": there are ${Object.keys(found).join(", ")}`);
    }
    return found[specifier];
  };
  const source = readFileSync(path, "utf8");
  compileFunction(source, ["require", ...Object.keys(globals)], { filename: path })(
    require,
    ...Object.values(globals),
  );
  return tests;
}

async function runTapeTest(body: TapeBody): Promise<readonly string[]> {
  const wrong: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const check = (holds: boolean, text: string): void => {
      if (!holds) {
        wrong.push(text);
      }
    };
    const pair = (actual: unknown, expected: unknown): void => {
      const [found, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
      check(found === wanted, `found ${found}, wanted ${wanted}`);
    };
    const returned = body({
      equal: pair,
      same: pair,
      ok: (value) => check(Boolean(value), `found ${String(value)}, wanted a true value`),
      fail: (message) => check(false, message),
      error: (error) => check(!error, String(error)),
      end: resolve,
    });
    // Its promises may be of another realm than ours.
    if (typeof returned === "object" && returned !== null && "then" in returned) {
      Promise.resolve(returned).then(() => resolve(), reject);
    }
  });
  return wrong;
}
