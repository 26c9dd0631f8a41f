import { describe, expect, it } from "@jest/globals";
import { withHome } from "./_testing/with_home.ts";
import { EXIT_CODES } from "./exit_code.ts";
import { COMMANDS } from "./find_command.ts";
import { readVersion } from "./version.ts";

describe("run()", () => {
  it.each([[["help"]], [["HELP"]], [["--help"]], [["-?"]]])(
    "run() lists the commands for %j",
    async (argv) => {
      await withHome(async ({ run }) => {
        const { code, output, errors } = await run(argv);
        expect([code, errors]).toEqual([0, ""]);
        for (const { help } of COMMANDS) expect(output).toContain(`\n ${help.name} `);
        for (const { code: each } of EXIT_CODES)
          expect(output).toMatch(new RegExp(`\n *${each} \\w`));
        const answer = JSON.parse((await run([...argv, "--json"])).output);
        expect(answer.commands.length).toBe(COMMANDS.length);
      });
    },
  );

  it.each(COMMANDS.map(({ help }) => [help.name, help] as const))(
    "run() explains %s in the layout of JANOS",
    async (name, help) => {
      await withHome(async ({ run }) => {
        const { code, output } = await run(["help", name.toUpperCase()]);
        expect(code).toBe(0);
        expect((await run([name, "--help"])).output).toBe(output);
        const answer = JSON.parse((await run([name, "--help", "--json"])).output);
        expect(answer.commands).toMatchObject([{ name }]);
        const [usage = ""] = output.split("\n");
        expect(usage.startsWith(name.toUpperCase())).toBe(true);
        expect(output).toContain("\n\nOptions:\n ");
        expect(output).toContain(`\n${help.text[0]}\n`);
        expect(output.trimEnd().split("\n").at(-1)).toMatch(/^Aliases: [A-Z]/);
      });
    },
  );

  it("run() tells the version of the package", async () => {
    await withHome(async ({ run }) => {
      expect(readVersion()).toMatch(/^\d+\.\d+\.\d+/);
      expect((await run(["--VERSION"])).output).toBe(`fieldpost ${readVersion()}\n`);
      expect(JSON.parse((await run(["--version", "--json"])).output)).toEqual({
        version: readVersion(),
      });
    });
  });

  it.each([
    [["plam"], 'Cannot run "plam": it is no command, "plan" is the nearest one'],
    [
      ["frobnicate"],
      'Cannot run "frobnicate": it is no command, "fieldpost help" lists the commands',
    ],
    [["\u001b[31m"], 'Cannot run this: it is no command, "fieldpost help" lists the commands'],
    [
      ["--pasword", "s3cret"],
      'Cannot run this: it is no command, "fieldpost help" lists the commands',
    ],
    [
      ["plan", "--jsno"],
      "Cannot use the option --jsno: it is not known here, --json is the nearest one",
    ],
    [["help", "plam"], 'Cannot run "plam": it is no command, "plan" is the nearest one'],
    [["--"], 'Cannot run nothing: "fieldpost help" lists the commands'],
    [
      ["--versoin"],
      "Cannot use the option --versoin: it is not known here, --version is the nearest one",
    ],
    [
      ["queue", "nonsense"],
      "Cannot do this with the queue: it is no action, list, run, show, export, retry, release, hold, delete are accepted",
    ],
    [
      ["plan", "now"],
      "Cannot run plan: it was given a word that belongs to no option, it takes --json only",
    ],
  ])("run() refuses %j", async (argv, message) => {
    await withHome(async ({ run }) => {
      expect(await run(argv)).toEqual({ code: 64, output: "", errors: `fieldpost: ${message}\n` });
      const asked = await run(argv[0] === "--" ? ["--JSON", ...argv] : [...argv, "--JSON"]);
      expect(asked.code).toBe(64);
      expect(JSON.parse(asked.output)).toEqual({ error: { code: "usage", message } });
    });
  });

  it("run() without words shows the commands where there is no terminal", async () => {
    await withHome(async ({ run }) => {
      const { code, output, errors } = await run([]);
      expect([code, output]).toEqual([64, ""]);
      expect(errors).toContain("\nCommands:\n registry ");
    });
  });

  it("run() fails when its output cannot be written, and not when nobody reads it", async () => {
    await withHome(async ({ run }) => {
      const full = { kind: "failed", code: "ENOSPC" } as const;
      expect(await run(["help"], { outputState: full })).toMatchObject({
        code: 74,
        errors: "fieldpost: Cannot write the output: ENOSPC, a place with room is needed\n",
      });
      expect((await run(["help"], { outputState: { kind: "closed" } })).code).toBe(0);
      expect((await run(["plan"], { outputState: full })).code).toBe(78);
    });
  });
});
