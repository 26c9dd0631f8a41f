import { describe, expect, it } from "@jest/globals";
import { withHome } from "../_testing/with_home.ts";

const SETTINGS = [
  "registry",
  "IpConfig/MailHost = mail.example.com",
  "IpConfig/EmailAddress = unit7@example.com",
] as const;

describe("runPlan()", () => {
  it.each([
    [["Email/Port = 465"], "implicit", 0],
    [["Email/Port = 587", "Email/StartTLS = required"], "starttls-must", 0],
    [["Email/Port = 587"], "starttls-may", 0],
    [["Email/StartTLS = disabled"], "plain", 0],
    [["Email/Port = 465", "Email/SMTPS = disabled"], null, 78],
    [["Email/SMTPS = enabled", "Email/Port = 465", "Device/Profile = janos-1.6.2"], null, 78],
  ])("runPlan() answers programs for %j", async (settings, mode, code) => {
    await withHome(async ({ run }) => {
      await run([...SETTINGS, ...settings]);
      const ended = await run(["plan", "--json"]);
      const answer = JSON.parse(ended.output);
      expect([ended.code, ended.errors, answer.mode]).toEqual([code, "", mode]);
      expect(Object.keys(answer)).toEqual(["mode", "refusals", "warnings", "reasons"]);
      expect(answer.refusals.length > 0).toBe(mode === null);
      const shapes: readonly (readonly [string, readonly string[]])[] = [
        ["refusals", ["rule", "code", "key", "message"]],
        ["warnings", ["rule", "key", "message", "source"]],
        ["reasons", ["rule", "message", "source"]],
      ];
      for (const [list, keys] of shapes) {
        for (const each of answer[list]) expect([list, Object.keys(each)]).toEqual([list, keys]);
      }
    });
  });

  it("runPlan() gives each reason a number, a rule and a source", async () => {
    await withHome(async ({ run }) => {
      await run([...SETTINGS, "Email/Port = 465"]);
      expect(await run(["plan"])).toEqual({
        code: 0,
        output:
          "Connection: encrypted from the first byte (SMTPS), to mail.example.com port 465\n" +
          "Reasons:\n" +
          "   1. A6d  Email/SMTPS is not set, and port 465 expects encryption from the first byte: SMTPS counts as on. (RFC 8314 §7.3)\n" +
          "   2. A4   The connection is encrypted from the first byte (SMTPS). (RFC 8314 §3.3)\n" +
          "   3. A4n  STARTTLS is ignored because the connection is already encrypted. (RFC 3207 §4.2)\n",
        errors: "",
      });
    });
  });

  it("runPlan() tells a refusal once, with the setting to change", async () => {
    await withHome(async ({ run }) => {
      await run([...SETTINGS, "Email/Port = 465", "Email/SMTPS = disabled"]);
      const { code, output } = await run(["plan"]);
      expect(code).toBe(78);
      expect(output).toBe(
        "Connection: nothing can be sent: 1 refusal\nRefused:\n" +
          "  A6   Port 465 expects encryption from the first byte, and SMTPS is off. Set Email/SMTPS = enabled, " +
          "or Email/Port = 587 with Email/StartTLS = enabled. [MODE_MISMATCH, Email/SMTPS]\n",
      );
    });
  });

  it("runPlan() colours a terminal only", async () => {
    await withHome(async ({ run }) => {
      await run([...SETTINGS, "Email/Port = 465"]);
      const colours = async (options: Parameters<typeof run>[1]) =>
        (await run(["plan"], options)).output.includes("\u001b[");
      expect(await colours({ isOutputTerminal: true })).toBe(true);
      expect(await colours({})).toBe(false);
      expect(await colours({ isOutputTerminal: true, environment: { NO_COLOR: "1" } })).toBe(false);
    });
  });
});
