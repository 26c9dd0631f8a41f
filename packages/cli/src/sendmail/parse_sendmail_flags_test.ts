import { describe, expect, it } from "@jest/globals";
import { CliFailure } from "../cli_failure.ts";
import { parseSendmailFlags } from "./parse_sendmail_flags.ts";
import type { SendmailRequest } from "./sendmail_request.ts";

const PLAIN: SendmailRequest = {
  ...{ mode: "submit", sender: undefined, fullName: undefined, logFile: undefined },
  ...{ ignoresDots: false, takesRecipients: false, isVerbose: false, recipients: [] },
  ...{ parameters: {}, notes: [] },
};

describe("parseSendmailFlags()", () => {
  it.each<[readonly string[], Partial<SendmailRequest>]>([
    [[], {}],
    [["a@b.test", "c@d.test"], { recipients: ["a@b.test", "c@d.test"] }],
    [["-t", "-i"], { takesRecipients: true, ignoresDots: true }],
    [["-ti"], { takesRecipients: true, ignoresDots: true }],
    [["-oi"], { ignoresDots: true }],
    [["-o", "i"], { ignoresDots: true }],
    [["-fa@b.test"], { sender: "a@b.test" }],
    [["-f", "a@b.test", "c@d.test"], { sender: "a@b.test", recipients: ["c@d.test"] }],
    [["-r", "a@b.test"], { sender: "a@b.test" }],
    [["-f", ""], { sender: "" }],
    [["-itf", "a@b.test"], { ignoresDots: true, takesRecipients: true, sender: "a@b.test" }],
    [["a@b.test", "-f", "c@d.test"], { sender: "c@d.test", recipients: ["a@b.test"] }],
    [["-FCronDaemon", "-i"], { fullName: "CronDaemon", ignoresDots: true }],
    [["-F", "Cron Daemon"], { fullName: "Cron Daemon" }],
    [["-v"], { isVerbose: true }],
    [["-d0.1"], { isVerbose: true }],
    [["-X", "file"], { logFile: "file" }],
    [["-bm"], {}],
    [["-bs"], { mode: "speak" }],
    [["-b", "p"], { mode: "list" }],
    [["-bv", "a@b.test"], { mode: "verify", recipients: ["a@b.test"] }],
    [["-bi"], { mode: "aliases" }],
    [["-I"], { mode: "aliases" }],
    [["-q"], { mode: "run" }],
    [["-qf"], { mode: "run" }],
    [["-qRexample"], { mode: "run", notes: ["-q: the whole queue is run, not a part"] }],
    [["--help"], { mode: "help" }],
    [["--", "-f", "--", "a@b.test"], { recipients: ["-f", "--", "a@b.test"] }],
    [["-N", "delay,success"], { parameters: { notify: ["SUCCESS", "DELAY"] } }],
    [["-Nnever"], { parameters: { notify: ["NEVER"] } }],
    [["-Rhdrs", "-V", "two words"], { parameters: { ret: "HDRS", envid: "two+20words" } }],
    [["-O", "requiretls=yes"], { parameters: { requireTls: true } }],
    [["-Orequiretls=no"], {}],
    [["-oem", "-odb"], { notes: ["-oem: has no effect here", "-odb: has no effect here"] }],
    [["-B8BITMIME"], { notes: ["-B: the body type is seen from the octets"] }],
    [
      ["-G", "-L", "tag", "-U"],
      { notes: ["-G", "-L", "-U"].map((flag) => `${flag}: has no effect here`) },
    ],
    [["-O", "x=y"], { notes: ["-O: options of Sendmail have no effect"] }],
    [
      ["-z9", "-", "--long"],
      { notes: ["-z9", "-", "--long"].map((flag) => `${flag}: not known, ignored`) },
    ],
  ])("parseSendmailFlags() reads %j", (words, request) => {
    expect(parseSendmailFlags(words, "submit")).toEqual({ ...PLAIN, ...request });
  });

  it.each([
    [["-f"]],
    [["-f", "-t"]],
    [["-F", "--"]],
    [["-bd"]],
    [["-bt"]],
    [["-b"]],
    [["-q30m"]],
    [["-N", "always"]],
    [["-N", "never,success"]],
    [["-R", "body"]],
    [["-V", "\u00e9"]],
    [["-O", "requiretls=perhaps"]],
    [["-V", "x".repeat(101)]],
  ])("parseSendmailFlags() refuses %j", (words) => {
    expect(() => parseSendmailFlags(words, "submit")).toThrow(CliFailure);
  });

  it.each([
    [["-N", "always"], 'Cannot use -N "always": it is no condition'],
    [["-R", "body"], 'Cannot use -R "body": it is no part of a message'],
    [["-bd"], 'Cannot use -b "d": it is no mode known here'],
    [["-O", "requiretls=perhaps"], 'Cannot use -O requiretls="perhaps": it is no answer'],
  ])("parseSendmailFlags() names the word that it refuses: %j", (words, why) => {
    expect(() => parseSendmailFlags(words, "submit")).toThrow(why);
  });

  it("parseSendmailFlags() keeps what the name of the program means", () => {
    expect(parseSendmailFlags([], "list").mode).toBe("list");
    expect(parseSendmailFlags(["-v"], "aliases").mode).toBe("aliases");
  });

  it("parseSendmailFlags() never takes a word that begins with a dash for an address", () => {
    const letters = "abBcCdDeEfFGhHiIjkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ019.@-".split("");
    for (const first of letters) {
      for (const second of ["", ...letters]) {
        const words = [`-${first}${second}`, "value"];
        let recipients: readonly string[] = [];
        try {
          recipients = parseSendmailFlags(words, "submit").recipients;
        } catch (error) {
          expect(error).toBeInstanceOf(CliFailure);
        }
        expect([words, recipients.filter((word) => word !== "value")]).toEqual([words, []]);
      }
    }
  });
});
