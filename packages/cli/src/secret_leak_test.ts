import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startMockSmtp } from "@fieldpost/mock-smtp";
import { describe, expect, it } from "@jest/globals";
import { startEchoingServer } from "./_testing/echoing_server.ts";
import { openFakeIo } from "./_testing/fake_io.ts";
import { type SpawnEnd, type SpawnOptions, spawnCommand } from "./_testing/spawn_command.ts";
import { run } from "./main.ts";

const SECRET = "Tr0ub4dor&3 \u00e4 horse";
const USER = "joe";

/** Every form in which the secret could get out. */
const FORMS: readonly string[] = [
  SECRET,
  Buffer.from(SECRET).toString("base64"),
  Buffer.from(SECRET).toString("base64url"),
  Buffer.from(SECRET).toString("hex"),
  Buffer.from(`\0${USER}\0${SECRET}`).toString("base64"),
  encodeURIComponent(SECRET),
  JSON.stringify(SECRET).slice(1, -1),
];

type Start = (argv: readonly string[], options?: Omit<SpawnOptions, "home">) => Promise<SpawnEnd>;

interface Unit {
  readonly home: string;
  readonly start: Start;
  /** Runs a command in this process; what it prints is searched as well. */
  readonly look: (argv: readonly string[]) => Promise<void>;
}

/** Runs commands in a data directory, then searches all that was printed or stored. */
async function withWatchedUnit(test: (unit: Unit) => Promise<void>): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), "fieldpost-leak-"));
  const printed: string[] = [];
  await test({
    home,
    start: async (argv, options = {}) => {
      const ended = await spawnCommand(argv, { home, ...options });
      printed.push(ended.output, ended.errors);
      return ended;
    },
    look: async (argv) => {
      const io = openFakeIo({ home });
      await run(argv, io);
      printed.push(io.output(), io.errors());
    },
  });
  const names = await readdir(home, { recursive: true });
  const stored = await Promise.all(names.map((name) => readFile(join(home, name), "latin1")));
  const latin = FORMS.map((form) => Buffer.from(form, "utf8").toString("latin1"));
  const everything = [...printed, ...stored].join("\n");
  expect([...FORMS, ...latin].filter((form) => everything.includes(form))).toEqual([]);
  expect(names).toContain("registry.ini");
  await rm(home, { recursive: true });
}

async function configure({ start }: Unit, port: number): Promise<void> {
  const argv = ["ipconfig", "--mail-host", "localhost", "--email", "unit7@example.com"];
  const ended = await start(
    [...argv, "--username", USER, "--port", String(port), "--password-stdin"],
    { input: `${SECRET}\n` },
  );
  expect(ended.errors).toBe("");
  expect(ended.code).toBe(0);
}

const SEND = ["sendmail", "--sync", "--to", "a@example.com", "--body", "Up.", "--verbose"] as const;

async function readEverything({ look }: Unit): Promise<void> {
  for (const words of ["ipconfig", "plan", "registry -r", "registry Email/Password", "log"]) {
    await look(words.split(" "));
    await look([...words.split(" "), "--json"]);
  }
  await look(["registry", "--export"]);
}

describe("the password", () => {
  it("the password is nowhere after a refused login", async () => {
    const server = await startMockSmtp({
      listeners: [{ tls: "none" }],
      users: { [USER]: "other" },
    });
    await withWatchedUnit(async (unit) => {
      await configure(unit, server.port());
      expect((await unit.start(SEND)).code).toBe(77);
      expect((await unit.start([...SEND, "--json"])).code).toBe(77);
      await readEverything(unit);
    });
    await server.close();
  });

  it.each(["PLAIN", "LOGIN"] as const)(
    "the password is nowhere when the server repeats what it heard after %s",
    async (mechanism) => {
      const server = await startEchoingServer(mechanism);
      await withWatchedUnit(async (unit) => {
        await configure(unit, server.port);
        const told = await unit.start(SEND);
        expect(told.code).toBe(77);
        expect(told.output).toContain("535 5.7.8 Not ");
        expect((await unit.start([...SEND, "--json"])).code).toBe(77);
        await readEverything(unit);
      });
      await server.close();
    },
  );

  it("the password is nowhere when the key of the secrets cannot be used", async () => {
    await withWatchedUnit(async (unit) => {
      await configure(unit, 25);
      await writeFile(join(unit.home, "secret.key"), "not a key\n");
      expect((await unit.start(SEND)).code).toBe(78);
      const argv = ["ipconfig", "--password-stdin"];
      expect((await unit.start(argv, { input: SECRET })).code).toBe(78);
      const environment = { FIELDPOST_KEY: Buffer.alloc(32, 7).toString("base64") };
      const opened = await unit.start(SEND, { environment });
      expect([opened.code, opened.errors]).toEqual([
        78,
        expect.stringMatching(/^fieldpost: Cannot read the secret in Email\/Password: /),
      ]);
      await readEverything(unit);
    });
  });

  it("the password is nowhere when it stands where it must not", async () => {
    await withWatchedUnit(async (unit) => {
      await configure(unit, 25);
      const wrong: readonly (readonly string[])[] = [
        ["ipconfig", `--password=${SECRET}`],
        ["ipconfig", "--password", SECRET],
        ["ipconfig", "--pasword", SECRET],
        ["ipconfig", `--pass=${SECRET}`],
        ["ipconfig", `-p${SECRET}`],
        ["ipconfig", SECRET],
        ["ipconfig", "--password-fd", SECRET],
        ["ipconfig", `--password-stdin=${SECRET}`],
        ["ipconfig", "--port", "1", "--port", SECRET],
        ["--password", SECRET, "ipconfig"],
        ["registry", `Email/Password = ${SECRET}`],
        ["registry", "Email/Password", "=", SECRET],
        ["registry", "Email/Password", SECRET],
        ["registry", `Email/Password =${SECRET}`, "--json"],
        ["registry", `Email/Pasword = ${SECRET}`],
        ["registry", `Email/SmtpPass = ${SECRET}`, "--json"],
        ["registry", "Email/Token", "=", SECRET],
        ["sendmail", "--sync", "--to", "a@example.com", SECRET],
      ];
      for (const argv of wrong) {
        const { code } = await unit.start(argv);
        expect([argv[0], code === 64 || code === 65]).toEqual([argv[0], true]);
      }
      await readEverything(unit);
    });
  });

  it("the password is nowhere when a file to import has it in plain text", async () => {
    await withWatchedUnit(async (unit) => {
      await configure(unit, 25);
      const file = join(tmpdir(), `fieldpost-leak-${process.pid}.ini`);
      const lines = [`Password = ${SECRET}`, `Password: ${SECRET}`, `Password = "${SECRET}`];
      for (const line of [...lines, `Pasword = ${SECRET}`]) {
        await writeFile(file, `[Email]\n${line}\n`);
        expect((await unit.start(["registry", "-i", file])).code).toBe(65);
      }
      await rm(file);
      await readEverything(unit);
    });
  });

  it("the password is nowhere when the registry cannot be written", async () => {
    await withWatchedUnit(async (unit) => {
      await configure(unit, 25);
      await rm(join(unit.home, "registry.ini"));
      await writeFile(join(unit.home, "registry.ini"), Buffer.from([0x5b, 0xff, 0x0a]));
      const ended = await unit.start(["ipconfig", "--password-stdin"], { input: SECRET });
      expect(ended.code).toBe(78);
      await chmod(join(unit.home, "registry.ini"), 0o600);
      await readEverything(unit);
    });
  });
});
