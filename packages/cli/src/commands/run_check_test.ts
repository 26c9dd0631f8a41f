import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type MockSmtp, type MockSmtpOptions, startMockSmtp } from "@fieldpost/mock-smtp";
import { afterEach, describe, expect, it } from "@jest/globals";
import { openFakeIo } from "../_testing/fake_io.ts";
import { type TestHome, withHome } from "../_testing/with_home.ts";
import { run } from "../main.ts";

const SECRET = "s3cret-w0rd";
const servers: MockSmtp[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

interface Setting {
  readonly server: MockSmtp;
  readonly port: string;
  readonly home: TestHome;
}

/** A unit with a login at a server with STARTTLS, set up by the command itself. */
async function withUnit(
  options: MockSmtpOptions,
  test: (setting: Setting) => Promise<void>,
): Promise<void> {
  await withHome(async (home) => {
    const server = await startMockSmtp({
      users: { joe: SECRET },
      authNeedsTls: true,
      authMechanisms: ["PLAIN"],
      ...options,
    });
    servers.push(server);
    const port = String(server.port());
    await home.run(["registry"]);
    const caFile = join(home.path, "ca.pem");
    await writeFile(caFile, server.ca);
    await home.run(["registry", "IpConfig/MailHost = localhost", `Email/CaFile = ${caFile}`]);
    await home.run(["registry", `Email/Port = ${port}`, "IpConfig/HostName = unit7.example.com"]);
    await home.run(["ipconfig", "--email", "unit7@example.com", "--username", "joe"]);
    await home.run(["ipconfig", "--password-stdin"], { input: `${SECRET}\n` });
    await test({ server, port, home });
  });
}

/** Everything that clients have said to a server. */
async function saidTo(server: MockSmtp): Promise<string> {
  await server.close();
  return server.sessions
    .flatMap(({ transcript }) => transcript.filter(({ by }) => by === "client"))
    .map(({ text }) => text)
    .join("\n");
}

describe("runCheck()", () => {
  it("runCheck() shows each step, then what to set", async () => {
    await withUnit({}, async ({ home, port, server }) => {
      const { code, output, errors } = await home.run(["check", "--port", port]);
      expect([code, errors]).toEqual([0, ""]);
      const lines = output.split("\n");
      expect(lines.map((line) => line.replace(/:.*/, ""))).toEqual([
        expect.stringMatching(/^\[.{4}\] Addresses and gateway$/),
        "[ ok ] Name of the mail server",
        "[skip] Clock",
        `[ ok ] Port ${port} over IPv4`,
        "       Its key",
        expect.stringContaining(`Port ${port} over IPv6`),
        "[ ok ] Settings",
        "[ ok ] Configured connection",
        "[skip] Login",
        "[skip] Test message",
        "",
        "Mail can leave.",
        "",
        "Recommended",
        expect.stringMatching(/^ {2}Port \d+ is encrypted with STARTTLS/),
        "  To set it",
        '    fieldpost registry "Email/StartTLS = required"',
        '  or "fieldpost check --apply".',
        "",
      ]);
      const said = new Set((await saidTo(server)).split("\n"));
      expect(said).toEqual(new Set(["EHLO unit7.example.com", "STARTTLS", "QUIT"]));
      expect(output).not.toContain(SECRET);
    });
  });

  it("runCheck() recommends a command that does what it says", async () => {
    await withUnit({}, async ({ home, port }) => {
      const { output } = await home.run(["check", "--port", port]);
      const command = /^ {4}fieldpost (.*)$/m.exec(output)?.[1] ?? "";
      const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(
        ([, quoted, bare]) => quoted ?? bare ?? "",
      );
      expect((await home.run(words)).code).toBe(0);
      const after = await home.run(["check", "--port", port]);
      expect(after.output).toContain("  The settings are so already.\n");
    });
  });

  it("runCheck() shows a key that can be pinned as it stands, until it is", async () => {
    await withUnit({}, async ({ home, port }) => {
      const { output } = await home.run(["check", "--port", port]);
      const key = /^ {7}Its key: (sha256\/\S+)$/m.exec(output)?.[1] ?? "";
      expect((await home.run(["registry", `Email/Pin1 = ${key}`])).code).toBe(0);
      const pinned = await home.run(["check", "--port", port]);
      expect([pinned.code, pinned.output]).toEqual([0, expect.stringContaining("key pinned")]);
      expect(pinned.output).not.toContain("Its key");
    });
  });

  it("runCheck() logs in and sends when it is asked to", async () => {
    await withUnit({ authRequired: true }, async ({ home, port, server }) => {
      const argv = ["check", "--port", port, "--login", "--send", "Ops <ops@example.net>"];
      const { code, output } = await home.run(argv);
      expect(code).toBe(0);
      expect(output).toMatch(/^\[ ok \] Login: logged in as joe, encrypted with TLSv1\.3 /m);
      expect(output).toMatch(/^\[ ok \] Test message: taken: "250 /m);
      const message = await server.next({ to: "ops@example.net" });
      expect(message.auth?.identity).toBe("joe");
      expect(output).not.toContain(SECRET);
    });
  });

  it("runCheck() ends with 69 when mail cannot leave", async () => {
    await withUnit({ users: { joe: "another" } }, async ({ home, port }) => {
      const { code, output } = await home.run(["check", "--port", port, "--login"]);
      expect(code).toBe(69);
      expect(output).toContain("\nMail cannot leave: the steps marked FAIL say why.\n");
      expect(output).toMatch(/^\[FAIL\] Login: /m);
    });
  });

  it("runCheck() ends with 78 when the settings refuse", async () => {
    await withHome(async ({ run }) => {
      const { code, output } = await run(["check"]);
      expect(code).toBe(78);
      expect(output).toContain("[FAIL] Settings: Cannot use IpConfig/MailHost: it is not set");
      expect(output).toContain("[skip] Configured connection: the settings refuse to connect");
    });
  });

  it("runCheck() answers programs with one document", async () => {
    await withUnit({}, async ({ home, port }) => {
      const { code, output, errors } = await home.run(["check", "--json", "--port", port]);
      expect([code, errors]).toEqual([0, ""]);
      const answer = JSON.parse(output);
      expect(Object.keys(answer)).toEqual(["path", "steps", "recommendation", "applied"]);
      expect([answer.path, answer.applied]).toEqual(["works", null]);
      expect(answer.recommendation).toMatchObject({
        kind: "recommended",
        mode: "starttls-must",
        assignments: [["Email/StartTLS", "required"]],
      });
      const step = answer.steps.find(({ id }: { id: string }) => id === `port-${port}-ipv4`);
      expect(step.facts.port.tls.certificate.names).toContain("localhost");
      for (const each of answer.steps) {
        expect(Object.keys(each).toSorted()).toEqual(["facts", "id", "status", "summary", "title"]);
      }
      expect(output).not.toContain(SECRET);
    });
  });
});

describe("runCheck() under Ctrl-C", () => {
  it("runCheck() shows what it has, changes nothing and ends with 130", async () => {
    await withHome(async ({ path }) => {
      const io = openFakeIo({ home: path });
      let isReleased = false;
      const onInterrupt = (act: () => void) => {
        act();
        return () => {
          isReleased = true;
        };
      };
      expect(await run(["check", "--apply"], { ...io, onInterrupt })).toBe(78);
      await run(["registry", "IpConfig/MailHost = localhost"], io);
      await run(["registry", "IpConfig/EmailAddress = unit7@example.com"], io);
      expect(await run(["check", "--apply"], { ...io, onInterrupt })).toBe(130);
      expect(isReleased).toBe(true);
      expect(io.output()).toContain("[skip] Configured connection: interrupted before it began");
      expect(io.output()).toContain("\nThe check was interrupted.\n");
    });
  });
});

describe("runCheck() --apply", () => {
  it.each([
    ["without a terminal", ["--apply"], undefined, "required"],
    ["when a person agrees", ["--apply"], ["y"], "required"],
    ["without asking", ["--apply", "--yes"], [], "required"],
    ["not when a person does not agree", ["--apply"], ["n"], undefined],
  ] as const)("runCheck() makes the settings %s", async (_, words, answers, value) => {
    await withUnit({}, async ({ home, port }) => {
      const options = answers === undefined ? {} : { answers };
      const { code, output } = await home.run(["check", "--port", port, ...words], options);
      expect(code).toBe(0);
      const text =
        value === undefined ? "Nothing was changed." : '1 change made; "fieldpost check"';
      expect(output).toContain(text);
      const shown = await home.run(["registry", "Email/StartTLS"]);
      expect(shown.output.trim()).toBe(value ?? "");
    });
  });

  it("runCheck() tells programs what it has changed", async () => {
    await withUnit({}, async ({ home, port }) => {
      const { output } = await home.run(["check", "--port", port, "--apply", "--json"]);
      expect(JSON.parse(output).applied).toEqual([
        { kind: "added", key: "Email/StartTLS", after: "required" },
      ]);
      const again = await home.run(["check", "--port", port, "--apply", "--json"]);
      expect(JSON.parse(again.output).applied).toEqual([]);
    });
  });

  it("runCheck() changes nothing when the question is interrupted", async () => {
    await withUnit({}, async ({ home, port }) => {
      const argv = ["check", "--port", port, "--apply"];
      const ended = await home.run(argv, { answers: [{ kind: "interrupted" }] });
      expect(ended.code).toBe(130);
      expect(ended.errors).toBe(
        "fieldpost: Cannot apply the settings: interrupted, nothing was changed\n",
      );
    });
  });
});

describe("runCheck() --host", () => {
  it("runCheck() looks at another host and applies it whole", async () => {
    await withUnit({}, async ({ home, port }) => {
      await home.run(["registry", "IpConfig/MailHost = mail.invalid"]);
      const argv = ["check", "--host", "localhost", "--port", port, "--apply"];
      expect((await home.run(argv)).code).toBe(0);
      const { output } = await home.run(["registry", "IpConfig/MailHost"]);
      expect(output).toBe("localhost\n");
    });
  });

  it.each([
    [
      ["--host", "x.example", "--login"],
      "Cannot use --host with --login: one of them is accepted",
      64,
    ],
    [["--host", "x.example", "--send", "a@b.example"], "Cannot use --host with --send", 64],
    [["--host", "no host"], "Cannot use --host: cannot", 65],
    [["--port", "70000"], "Cannot use --port: cannot", 65],
    [["--send", "nobody"], "Cannot use --send: cannot", 65],
    [["--send", "a@b.example, c@d.example"], "Cannot use --send: it has more than one address", 65],
    [["word"], "Cannot run check: it was given a word that belongs to no option", 64],
  ])("runCheck() refuses %j", async (words, message, exitCode) => {
    await withHome(async ({ run }) => {
      const { code, errors } = await run(["check", ...words]);
      expect([code, errors]).toEqual([exitCode, expect.stringContaining(message)]);
    });
  });
});
