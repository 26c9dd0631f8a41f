import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { withHome } from "../_testing/with_home.ts";

const SEALED = "fp1:bm9uY2Vub25jZXRhZ3RhZ3RhZ3RhZ3RhZ3NlYWxlZA==";

describe("runRegistry()", () => {
  it("runRegistry() sets, shows, lists and removes", async () => {
    await withHome(async ({ run }) => {
      const rows: readonly (readonly [readonly string[], string])[] = [
        [["registry"], ""],
        [["registry", "Email/Port = 465"], "Added: Email/Port = 465\n"],
        [["registry", "Email/Port = 465"], "Nothing to change.\n"],
        [["REG", "email/port", "=", "587"], "Changed: Email/Port = 587 (was 465)\n"],
        [
          ["registry", "Email/Alarm/Subject = Water", "Email/Alarm/ToAddress = ann@example.com"],
          "Added: Email/Alarm/Subject = Water\nAdded: Email/Alarm/ToAddress = ann@example.com\n",
        ],
        [["registry", "/EMAIL/PORT"], "587\n"],
        [["registry", "Email"], "Email/Alarm/\nEmail/Port = 587\n"],
        [["registry", "EMAIL"], "Email/Alarm/\nEmail/Port = 587\n"],
        [["registry", "/Email/"], "Email/Alarm/\nEmail/Port = 587\n"],
        [["registry"], "Email/\n"],
        [
          ["--Recursive", "registry"],
          "Email/Port = 587\nEmail/Alarm/Subject = Water\nEmail/Alarm/ToAddress = ann@example.com\n",
        ],
        [["registry", "Email/Port ="], "Removed: Email/Port (was 587)\n"],
        [
          ["registry", "--remove", "Email/Alarm/Subject", "--REMOVE=email/alarm/toaddress"],
          "Removed: Email/Alarm/Subject (was Water)\nRemoved: Email/Alarm/ToAddress (was ann@example.com)\n",
        ],
        [["registry", "--remove", "Email/Port"], "Nothing to change.\n"],
      ];
      for (const [argv, output] of rows) {
        expect([argv, await run(argv)]).toEqual([argv, { code: 0, output, errors: "" }]);
      }
    });
  });

  it.each([
    [
      ["registry", "Email/SMTPS"],
      1,
      "Cannot show Email/SMTPS: it is not set, its default is disabled",
    ],
    [
      ["registry", "Email/Colour"],
      1,
      'Cannot show Email/Colour: it is not set, "registry --recursive" lists what is',
    ],
    [
      ["registry", "Email/Prt"],
      1,
      "Cannot show Email/Prt: it is not set, Email/Port is the nearest one",
    ],
    [
      ["registry", "Nothing/"],
      1,
      'Cannot show Nothing: it is not set, "registry --recursive" lists what is',
    ],
    [
      ["registry", "Email/Port = 0x19"],
      65,
      'Cannot use Email/Port = "0x19": it is not made of digits alone, a number from 1 to 65535 is accepted',
    ],
    [
      ["registry", "Email/Password = s3cret"],
      65,
      'Cannot set Email/Password in plain text: it holds a secret, use "fieldpost ipconfig --password-stdin" or the page',
    ],
    [
      ["registry", "--export", "--import", "x"],
      64,
      "Cannot use --import with --export: one of them is accepted",
    ],
    [
      ["registry", "--remove", "Email/Port", "Email/SMTPS"],
      64,
      "Cannot run registry: it was given a word that belongs to no option, --remove takes one key",
    ],
  ])("runRegistry() refuses %j", async (argv, code, message) => {
    await withHome(async ({ run }) => {
      expect(await run(argv)).toEqual({ code, output: "", errors: `fieldpost: ${message}\n` });
    });
  });

  it("runRegistry() keeps a key that it does not know, with a warning", async () => {
    await withHome(async ({ run }) => {
      expect(await run(["registry", "Email/Colour = blue"])).toEqual({
        code: 0,
        output: "Added: Email/Colour = blue\n",
        errors:
          'fieldpost: warning: Key "Email/Colour" is not in the catalogue: it is kept, and nothing here reads it\n',
      });
    });
  });

  it("runRegistry() changes nothing in a dry run", async () => {
    await withHome(async ({ run }) => {
      expect(await run(["registry", "-n", "Email/Port = 25"])).toEqual({
        code: 0,
        output: "Added: Email/Port = 25\nNothing was changed: this was a dry run.\n",
        errors: "",
      });
      expect((await run(["registry"])).output).toBe("");
    });
  });

  it("runRegistry() never shows a sealed value, and exports it sealed", async () => {
    await withHome(async ({ run, path }) => {
      await run(["registry", `Email/Password = ${SEALED}`]);
      const copy = join(path, "copy.ini");
      expect((await run(["registry", "Email/Password"])).output).toBe("(sealed)\n");
      expect((await run(["registry", "email"])).output).toBe("Email/Password = (sealed)\n");
      expect(JSON.parse((await run(["registry", "email", "--json"])).output)).toEqual({
        node: "email",
        nodes: [],
        keys: [{ key: "Email/Password", sealed: true }],
      });
      expect(JSON.parse((await run(["registry", "email/password", "-j"])).output)).toEqual({
        key: "Email/Password",
        sealed: true,
      });
      expect((await run(["registry", "--export"])).output).toBe(`[Email]\nPassword = ${SEALED}\n`);
      expect((await run(["registry", "--export", copy])).output).toBe(`Wrote 1 key to ${copy}.\n`);
      expect(await readFile(copy, "utf8")).toBe(`[Email]\nPassword = ${SEALED}\n`);
    });
  });

  it("runRegistry() answers programs with one document", async () => {
    await withHome(async ({ run }) => {
      const answer = async (argv: readonly string[]) => JSON.parse((await run(argv)).output);
      expect(await answer(["registry", "Email/Port = 465", "Email/X = 1", "--json"])).toEqual({
        dryRun: false,
        changes: [
          { kind: "added", key: "Email/Port", after: "465" },
          { kind: "added", key: "Email/X", after: "1" },
        ],
        warnings: [
          {
            code: "key-unknown",
            key: "Email/X",
            message: 'Key "Email/X" is not in the catalogue: it is kept, and nothing here reads it',
          },
        ],
        refusals: [],
      });
      expect(await answer(["registry", "Email/Port = x", "--json"])).toMatchObject({
        changes: [],
        refusals: [{ code: "value-invalid", key: "Email/Port" }],
      });
      expect(await answer(["registry", "Email/Y", "--json"])).toMatchObject({
        error: { code: "not-set" },
      });
    });
  });

  it("runRegistry() gives a script the value as it is, and a terminal one that cannot act", async () => {
    await withHome(async ({ run }) => {
      await run(["registry", "Email/B/Message = one\ntwo\u202e"]);
      const argv = ["registry", "Email/B/Message"];
      expect((await run(argv)).output).toBe("one\ntwo\u202e\n");
      expect((await run(argv, { isOutputTerminal: true })).output).toBe("one\ntwo\\u{202e}\n");
    });
  });

  it("runRegistry() lists the catalogue", async () => {
    await withHome(async ({ run }) => {
      const { output } = await run(["registry", "--catalogue"]);
      expect(output).toContain(
        "Email/Port\n  The TCP port of the mail server: 25, 587 for submission, 465 for SMTPS.\n" +
          "  port, default 25, origin: JANOS\n",
      );
    });
  });
});

describe("importRegistry()", () => {
  async function withFile(
    text: string,
    test: (
      run: Parameters<Parameters<typeof withHome>[0]>[0]["run"],
      file: string,
    ) => Promise<void>,
  ): Promise<void> {
    await withHome(async ({ run, path }) => {
      await run(["registry"]);
      const file = join(path, "new.ini");
      await writeFile(file, text);
      await test(run, file);
    });
  }

  it("importRegistry() reports every change before it is made", async () => {
    await withFile("; copy\n[Email]\nPort = 587\nColour = blue\nSMTPS =\n", async (run, file) => {
      await run(["registry", "Email/Port = 25", "Email/SMTPS = enabled"]);
      const report =
        "3 changes to make:\nChanged: Email/Port = 587 (was 25)\nAdded: Email/Colour = blue\n" +
        "Removed: Email/SMTPS (was enabled)\n";
      const errors =
        'fieldpost: warning: Line 4: Key "Email/Colour" is not in the catalogue: it is kept, and nothing here reads it\n';
      const argv = ["registry", "-I", file];
      const declined = await run(argv, { answers: [""] });
      expect(declined).toEqual({ code: 0, output: `${report}Nothing was changed.\n`, errors });
      expect((await run(["registry", "Email/Port"])).output).toBe("25\n");
      const agreed = await run(argv, { answers: ["Y"] });
      expect(agreed).toEqual({ code: 0, output: `${report}3 changes made.\n`, errors });
      expect((await run(["registry", "Email"])).output).toBe(
        "Email/Port = 587\nEmail/Colour = blue\n",
      );
      expect(await run(argv)).toEqual({ code: 0, output: "Nothing to change.\n", errors });
    });
  });

  it("importRegistry() asks nobody with --yes or without a terminal", async () => {
    await withFile("Email/Port = 587\n", async (run, file) => {
      const output = "1 change to make:\nAdded: Email/Port = 587\n1 change made.\n";
      const asked = await run(["registry", "-i", file, "--yes"], { answers: [] });
      expect(asked).toEqual({ code: 0, output, errors: "" });
      await run(["registry", "--remove", "Email/Port"]);
      expect(await run(["registry", "-i", "-"], { input: "Email/Port = 587\n" })).toEqual({
        code: 0,
        output,
        errors: "",
      });
    });
  });

  it("importRegistry() is interrupted before anything is made", async () => {
    await withFile("Email/Port = 587\n", async (run, file) => {
      const ended = await run(["registry", "-i", file], { answers: [{ kind: "interrupted" }] });
      expect(ended.code).toBe(130);
      expect((await run(["registry"])).output).toBe("");
    });
  });

  it("importRegistry() refuses all lines when one is refused, and names each", async () => {
    const text =
      "[Email]\nPort = 587\nPort 25\nSMTPS = perhaps\nPassword = s3cret\n[IpConfig]\nMailHost = a b\n";
    await withFile(text, async (run, file) => {
      const ended = await run(["registry", "-i", file]);
      expect(ended.code).toBe(65);
      expect(ended.output).toBe("");
      expect(ended.errors.split("\n").map((line) => line.slice(0, 40))).toEqual([
        "fieldpost: Line 3: Cannot read the line ",
        "fieldpost: Line 4: Cannot use Email/SMTP",
        "fieldpost: Line 5: Cannot set Email/Pass",
        "fieldpost: Cannot import the registry: 3",
        "",
      ]);
      expect(ended.errors).not.toContain("s3cret");
      expect((await run(["registry"])).output).toBe("");
    });
  });

  it("importRegistry() names the line of a value that only the settings can judge", async () => {
    await withFile("[Email]\nPort = 587\n[IpConfig]\nMailHost = a b\n", async (run, file) => {
      const { code, errors, output } = await run(["registry", "-i", file]);
      expect([code, output]).toEqual([65, ""]);
      expect(errors).toMatch(/^fieldpost: Line 4: Cannot use IpConfig\/MailHost = "a b"/);
    });
  });

  it("importRegistry() tells programs what it would do", async () => {
    await withFile("[Email]\nPort = 587\n", async (run, file) => {
      const dry = await run(["registry", "-i", file, "--dry-run", "--json"]);
      const changes = [{ kind: "added", key: "Email/Port", after: "587" }];
      expect(JSON.parse(dry.output)).toEqual({ dryRun: true, changes, warnings: [], refusals: [] });
      const made = await run(["registry", "-i", file, "--json"]);
      expect(JSON.parse(made.output)).toMatchObject({ dryRun: false, changes });
    });
  });

  it("importRegistry() reads back what was exported", async () => {
    await withFile("", async (run, file) => {
      await run(["registry", "Email/B/Message = one\ntwo", 'Email/B/Subject = " x', "A/B = [c]"]);
      await run(["registry", "--export", file]);
      const before = await run(["registry", "-r"]);
      for (const key of ["Email/B/Message", "Email/B/Subject", "A/B"]) {
        await run(["registry", "--remove", key]);
      }
      expect((await run(["registry", "-i", file])).code).toBe(0);
      expect((await run(["registry", "-r"])).output.split("\n").toSorted()).toEqual(
        before.output.split("\n").toSorted(),
      );
    });
  });
});
