import { describe, expect, it } from "@jest/globals";
import { withHome } from "../_testing/with_home.ts";

const BASE = [
  "ipconfig",
  "--mail-host",
  "mail.example.com",
  "--email",
  "unit7@example.com",
] as const;

describe("runIpconfig()", () => {
  it("runIpconfig() shows a new unit", async () => {
    await withHome(async ({ run }) => {
      const { code, output } = await run(["IPCONFIG"]);
      expect(code).toBe(0);
      expect(output.split("\n").slice(0, 7)).toEqual([
        "Host name:  machine7 (the machine's)",
        "Mail host:  not set",
        "From:       not set",
        "Username:   not set",
        "Password:   not set",
        "Port:       not set, 25 is used",
        "Connection: nothing can be sent: 2 refusals",
      ]);
    });
  });

  it("runIpconfig() sets everything in one go, the password from standard input", async () => {
    await withHome(async ({ run }) => {
      const argv = [...BASE, "--USERNAME", "unit7", "--port", "465", "--host-name", "boiler"];
      const ended = await run([...argv, "--password-stdin"], { input: "s3cret\r\n" });
      expect(ended).toEqual({
        code: 0,
        output:
          "Added: IpConfig/HostName = boiler\nAdded: IpConfig/MailHost = mail.example.com\n" +
          "Added: IpConfig/EmailAddress = unit7@example.com\nAdded: Email/Username = unit7\n" +
          "Added: Email/Port = 465\nAdded: Email/Password = (sealed)\n" +
          "Connection: encrypted from the first byte (SMTPS), to mail.example.com port 465\n",
        errors: "",
      });
      const shown = await run(["ipconfig", "--json"]);
      expect(JSON.parse(shown.output)).toMatchObject({
        settings: {
          hostName: "boiler",
          mailHost: "mail.example.com",
          emailAddress: "unit7@example.com",
          username: "unit7",
          passwordStored: true,
          port: "465",
        },
        plan: { mode: "implicit", refusals: [] },
      });
    });
  });

  it("runIpconfig() reads the password from a descriptor", async () => {
    await withHome(async ({ run }) => {
      const argv = ["ipconfig", "--username", "u", "--password-fd", "3"];
      const ended = await run(argv, { descriptors: { 3: "s3cret" } });
      expect([ended.code, ended.errors]).toEqual([0, ""]);
      expect(ended.output).toContain("Added: Email/Password = (sealed)\n");
    });
  });

  it("runIpconfig() asks twice, and again when the answers differ", async () => {
    await withHome(async ({ run }) => {
      const ended = await run(["ipconfig", "--password"], { answers: ["a", "b", "c", "c"] });
      expect(ended.code).toBe(0);
      expect(ended.errors).toBe("The two are not the same.\n");
      expect(ended.output).toMatch(/^Added: Email\/Password = \(sealed\)\n/);
    });
  });

  it("runIpconfig() asks for the password of a new user on a terminal, once one is missing", async () => {
    await withHome(async ({ run }) => {
      const first = await run([...BASE, "--username", "u"], { answers: ["pw", "pw"] });
      expect(first.output).toContain("Added: Email/Password = (sealed)\n");
      const second = await run(["ipconfig", "--username", "v"], { answers: [] });
      expect(second.output).toMatch(/^Changed: Email\/Username = v \(was u\)\nConnection: /);
      const cleared = await run(["ipconfig", "--username", "", "--clear-password"], {
        answers: [],
      });
      expect(cleared.output).toMatch(
        /^Removed: Email\/Username \(was v\)\nRemoved: Email\/Password \(sealed\)\nConnection: /,
      );
    });
  });

  it("runIpconfig() does not ask where nobody can answer", async () => {
    await withHome(async ({ run }) => {
      const ended = await run([...BASE, "--username", "u"]);
      expect(ended.code).toBe(0);
      expect(ended.output).toContain("Connection: nothing can be sent: 1 refusal\n");
    });
  });

  it.each([
    [["--password=s3cret"], {}, 64],
    [["--password", "s3cret"], {}, 64],
    [["s3cret"], {}, 64],
    [["--password-fd", "s3cret"], {}, 64],
    [["--password-fd", "9"], {}, 65],
    [["--password-stdin", "--password"], { input: "s3cret" }, 64],
    [["--password-stdin", "--clear-password"], { input: "s3cret" }, 64],
    [["--password-stdin"], { answers: ["s3cret"] }, 64],
    [["--password"], { input: "s3cret" }, 64],
    [["--password-stdin"], { input: "" }, 65],
    [["--password-stdin"], { input: "\n" }, 65],
    [["--password-stdin"], { input: "s3cret\nsecond line" }, 65],
    [["--password-stdin"], { input: Buffer.from([0x73, 0xff]) }, 65],
    [["--password-stdin"], { input: "s3cret".repeat(100_000) }, 65],
    [["--password"], { answers: [""] }, 65],
    [["--password"], { answers: ["s3cret", "b", "s3cret", "c", "s3cret", "d"] }, 65],
    [["--password"], { answers: [{ kind: "end" } as const] }, 130],
    [["--password"], { answers: ["s3cret", { kind: "interrupted" } as const] }, 130],
    [["--port", "70000", "--password-stdin"], { input: "s3cret" }, 65],
    [["--mail-host", "a b", "--password-stdin"], { input: "s3cret" }, 65],
    [["--email", "nobody", "--password-stdin"], { input: "s3cret" }, 65],
  ])("runIpconfig() refuses %j given %j, and changes nothing", async (options, given, code) => {
    await withHome(async ({ run }) => {
      const ended = await run(["ipconfig", "--username", "u", ...options], given);
      expect(ended.code).toBe(code);
      expect(ended.errors).toMatch(/^(?:The two are not the same\.\n)*fieldpost: Cannot /);
      expect(ended.output + ended.errors).not.toContain("s3cret");
      expect((await run(["registry", "-r"])).output).toBe("");
    });
  });

  it("runIpconfig() changes nothing when the key of the secrets cannot be used", async () => {
    await withHome(async ({ run }) => {
      const environment = { FIELDPOST_KEY: "too short" };
      const ended = await run([...BASE, "--password-stdin"], { environment, input: "s3cret" });
      expect(ended.code).toBe(78);
      expect(ended.errors).toMatch(/^fieldpost: Cannot use the key in FIELDPOST_KEY: /);
      expect((await run(["registry", "-r"])).output).toBe("");
    });
  });

  it("runIpconfig() answers programs with the changes and the plan", async () => {
    await withHome(async ({ run }) => {
      const ended = await run([...BASE, "--port", "587", "--json"]);
      expect(JSON.parse(ended.output)).toMatchObject({
        changes: [
          { kind: "added", key: "IpConfig/MailHost", after: "mail.example.com" },
          { kind: "added", key: "IpConfig/EmailAddress", after: "unit7@example.com" },
          { kind: "added", key: "Email/Port", after: "587" },
        ],
        refusals: [],
        plan: { mode: "starttls-may" },
      });
    });
  });
});
