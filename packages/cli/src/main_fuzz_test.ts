import { describe, expect, it } from "@jest/globals";
import { withHome } from "./_testing/with_home.ts";
import type { CommandHelp } from "./command_help.ts";
import { EXIT_CODES } from "./exit_code.ts";
import { ALL_OPTIONS, COMMANDS } from "./find_command.ts";

const ROUNDS = 650;
const SEED = 20261126;

/** Mulberry32: small, and the same on every machine. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

// Nothing that connects, and nothing that writes outside the data directory.
const LEFT_OUT: readonly string[] = ["sync", "export", "mail-host", "host"];

// What stays until it is told to stop is started by tests of its own.
const ENDING = COMMANDS.filter(({ help }) => help.name !== "serve");

const VALUES: readonly string[] = [
  ...["", " ", "=", "a=b", "Email/Port", "Email/Port = 465", "Email/Port =", "/", "//", "Email/"],
  ...["465", "3", "a@example.com", "a@b@c", "\u001b[2J", "\ud800", "\u202e", "x".repeat(70_000)],
  ...["[Email]", "__proto__", "__proto__ = 1", "constructor/x = 1", "Email/Password = x", "$x = 1"],
];

const STRAYS: readonly string[] = [
  ...[
    "--json=1",
    "--port=",
    "--",
    "-",
    "--help",
    "--version",
    "-0",
    "--=",
    "-=",
    "---",
    "--\u0000",
  ],
  ...ALL_OPTIONS.filter(({ name }) => !LEFT_OUT.includes(name)).map(({ name }) => `--${name}`),
];

function oneOf<Item>(items: readonly Item[], random: () => number): Item | undefined {
  return items[Math.floor(random() * items.length)];
}

/** An option of the command with a value it may take, an operand, or what does not belong there. */
function someWords(help: CommandHelp | undefined, random: () => number): readonly string[] {
  const value = oneOf(VALUES, random) ?? "";
  const options = help?.options.filter(({ name }) => !LEFT_OUT.includes(name)) ?? [];
  const option = oneOf(options, random);
  const kind = random();
  if (kind < 0.1) return [oneOf(STRAYS, random) ?? ""];
  if (kind < 0.5 || option === undefined) return [value];
  const spelled = random() < 0.5 ? `--${option.name}` : `--${option.name.toUpperCase()}`;
  return option.value === undefined ? [spelled] : [`${spelled}=${value}`];
}

describe("run()", () => {
  it(`run() meets ${ROUNDS} random command lines with a documented code and valid JSON`, async () => {
    const random = seededRandom(SEED);
    const documented = EXIT_CODES.map(({ code }) => code).filter((code) => code !== 70);
    const met = new Set<number>();
    await withHome(async ({ run }) => {
      for (let round = 0; round < ROUNDS; round++) {
        const help = ENDING[round % ENDING.length]?.help;
        const count = Math.floor(random() * 4);
        const words = Array.from({ length: count }, () => someWords(help, random)).flat();
        const argv = ["--json", ...(random() < 0.1 ? [] : [help?.name ?? ""]), ...words];
        const input = oneOf(VALUES, random) ?? "";
        const { code, output } = await run(argv, { input, descriptors: { 3: input } });
        expect([argv, documented.includes(code)]).toEqual([argv, true]);
        expect([argv, typeof parseOrFail(output)]).toEqual([argv, "object"]);
        met.add(code);
      }
    });
    expect([...met].toSorted((one, other) => one - other)).toEqual([0, 1, 64, 65, 69, 74, 78]);
  });
});

function parseOrFail(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
