import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { type FakeIoOptions, openFakeIo } from "../_testing/fake_io.ts";
import { type Ended, type TestHome, withHome } from "../_testing/with_home.ts";
import { runSendmailProgram } from "./run_sendmail_program.ts";
import type { SendmailMode } from "./sendmail_request.ts";

interface Unit extends TestHome {
  readonly sendmail: (
    argv: readonly string[],
    input?: string | Uint8Array,
    options?: Partial<FakeIoOptions> & { readonly mode?: SendmailMode },
  ) => Promise<Ended>;
  /** The queue as `fieldpost queue --json` answers it. */
  readonly queued: () => Promise<readonly QueuedFacts[]>;
  readonly content: (message: string) => Promise<string>;
}

interface QueuedFacts {
  readonly message: string;
  readonly sender: string | null;
  readonly recipients: readonly { readonly address: string }[];
}

async function withUnit(test: (unit: Unit) => Promise<void>): Promise<void> {
  await withHome(async (home) => {
    await home.run(["registry", "IpConfig/EmailAddress = unit7@example.com"]);
    await test({
      ...home,
      async sendmail(argv, input = "", { mode = "submit", ...options } = {}) {
        const io = openFakeIo({ home: home.path, input, ...options });
        const code = await runSendmailProgram(argv, mode, io);
        return { code, output: io.output(), errors: io.errors() };
      },
      queued: async () => JSON.parse((await home.run(["queue", "--json"])).output),
      content: async (message) => (await home.run(["queue", "export", message])).output,
    });
  });
}

function addresses(facts: QueuedFacts | undefined): readonly string[] | undefined {
  return facts?.recipients.map(({ address }) => address);
}

describe("runSendmailProgram()", () => {
  it("runSendmailProgram() accepts in silence and changes nothing but what is missing", async () => {
    await withUnit(async ({ sendmail, queued, content }) => {
      const input = "To: ann@b.test\nSubject: x\nX-Odd:  kept \n\nBody\n.\nnever seen\n";
      expect(await sendmail(["-oem", "root", "bob@c.test"], input)).toEqual({
        code: 0,
        output: "",
        errors: "",
      });
      const [facts, more] = await queued();
      expect([facts?.sender, addresses(facts), more]).toEqual([
        "unit7@example.com",
        ["root@example.com", "bob@c.test"],
        undefined,
      ]);
      expect(await content(facts?.message ?? "")).toMatch(
        /^To: ann@b\.test\r\nSubject: x\r\nX-Odd: {2}kept \r\nFrom: unit7@example\.com\r\nDate: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000\r\nMessage-ID: <[\w-]+@example\.com>\r\n\r\nBody\r\n$/,
      );
    });
  });

  it("runSendmailProgram() takes recipients from the header with -t, and Bcc out of it", async () => {
    await withUnit(async ({ sendmail, queued, content }) => {
      const input =
        "From: cy@d.test\r\nTo: Ann <ann@b.test>,\r\n bob@c.test\r\nBcc: hidden@e.test\r\nDate: d\r\nMessage-Id: <1@x>\r\n\r\nB\r\n.\r\nmore\r\n";
      expect((await sendmail(["-t", "-i", "-f", "bounce@d.test", "-FNobody"], input)).code).toBe(0);
      const [facts] = await queued();
      expect([facts?.sender, addresses(facts)]).toEqual([
        "bounce@d.test",
        ["ann@b.test", "bob@c.test", "hidden@e.test"],
      ]);
      expect(await content(facts?.message ?? "")).toBe(input.replace("Bcc: hidden@e.test\r\n", ""));
    });
  });

  it("runSendmailProgram() sends a resent message to the newest block alone", async () => {
    await withUnit(async ({ sendmail, queued }) => {
      const input = "Resent-To: new@b.test\nResent-Bcc: hid@b.test\nTo: old@b.test\n\nB\n";
      expect((await sendmail(["-t"], input)).code).toBe(0);
      expect(addresses((await queued())[0])).toEqual(["new@b.test", "hid@b.test"]);
    });
  });

  it.each([
    ["", "<>", null],
    ["<>", "<>", null],
    ["root", "root@example.com", "root@example.com"],
    ["<joe@b.test>", "joe@b.test", "joe@b.test"],
  ])("runSendmailProgram() takes -f %j as the sender", async (given, shown, sender) => {
    await withUnit(async ({ sendmail, queued, path }) => {
      const log = join(path, "activity.log");
      expect((await sendmail(["-f", given, "-X", log, "a@b.test"], "\nB\n")).code).toBe(0);
      const [facts] = await queued();
      expect(facts?.sender).toBe(sender);
      expect(await readFile(log, "utf8")).toMatch(
        new RegExp(`^\\S+ accepted ${facts?.message} from ${shown}\\n$`),
      );
    });
  });

  it("runSendmailProgram() writes a name outside ASCII as encoded words", async () => {
    await withUnit(async ({ sendmail, queued, content }) => {
      const name = "J\u00f6rg vom Pumpenhaus am Oberlauf";
      expect((await sendmail(["-F", name, "a@b.test"], "\nB\n")).code).toBe(0);
      const text = await content((await queued())[0]?.message ?? "");
      const words = [...text.matchAll(/=\?UTF-8\?B\?([A-Za-z0-9+/=]+)\?=/g)];
      expect(words.map(([, word = ""]) => Buffer.from(word, "base64").toString()).join("")).toBe(
        name,
      );
      expect(text).toMatch(/^From: =\?[^\r]{1,70}\r\n /);
    });
  });

  it.each([
    [[], "\nB\n", 64, "nobody would receive it"],
    [["-f"], "\nB\n", 64, "no value follows it"],
    [["-t"], "Subject: x\n\nB\n", 65, "it has no recipient"],
    [["-t"], "To: a@b@c\n\nB\n", 65, 'its header names "a@b@c"'],
    [["a@b@c"], "\nB\n", 65, 'Cannot use "a@b@c"'],
    [["a@b.test", "two words"], "\nB\n", 65, 'Cannot use "two words"'],
    [["-f", "a@b@c", "a@b.test"], "\nB\n", 65, 'Cannot use "a@b@c"'],
    [["-F", "a\r\nBcc: x@y.test", "a@b.test"], "\nB\n", 65, "control character"],
    [["-t"], `X: ${"y".repeat(1_100_000)}`, 65, "its header has more than 1048576 octets"],
    [["-X", "/nonexistent/log", "a@b.test"], "\nB\n", 73, "Cannot write /nonexistent/log: ENOENT"],
  ])("runSendmailProgram() refuses %j %#", async (argv, input, code, why) => {
    await withUnit(async ({ sendmail, queued }) => {
      const ended = await sendmail(argv, input);
      expect([ended.code, ended.output]).toEqual([code, ""]);
      expect(ended.errors).toContain(why);
      expect(ended.errors).toMatch(/^fieldpost: Cannot [\x20-\x7e]+\n$/);
      expect(await queued()).toEqual([]);
    });
  });

  it("runSendmailProgram() needs a sender, from the settings or from -f", async () => {
    await withUnit(async ({ sendmail, run }) => {
      await run(["registry", "--remove", "IpConfig/EmailAddress"]);
      const ended = await sendmail(["a@b.test"], "\nB\n");
      expect([ended.code, ended.output]).toEqual([78, ""]);
      expect(ended.errors).toContain("set IpConfig/EmailAddress or use -f");
      expect((await sendmail(["-f", "joe@b.test", "root"], "\nB\n")).code).toBe(0);
    });
  });

  it("runSendmailProgram() ends with 73 where the queue cannot be, and accepts nothing", async () => {
    await withUnit(async ({ sendmail, path }) => {
      await mkdir(join(path, "blocked"));
      await writeFile(join(path, "blocked", "spool"), "");
      const home = join(path, "blocked");
      const ended = await sendmail(["-f", "a@b.test", "a@b.test"], "\nB\n", { home });
      expect([ended.code, ended.output]).toEqual([73, ""]);
      expect(ended.errors).toMatch(/^fieldpost: Cannot [^\n]+; nothing was accepted\n$/);
      await chmod(home, 0o700);
    });
  });

  it("runSendmailProgram() gives mail to names without a domain to those of Email/LocalTo", async () => {
    await withUnit(async ({ sendmail, queued, run }) => {
      await run(["registry", "Email/LocalTo=Ops <ops@c.test>, eve@d.test"]);
      const all = ["ops@c.test", "eve@d.test", "root@b.test"];
      expect((await sendmail(["root", "root@b.test"], "\nB\n")).code).toBe(0);
      expect((await sendmail(["-t"], "To: root (me), root@b.test\n\nB\n")).code).toBe(0);
      const dialogue = ["EHLO me", "MAIL FROM:<>", "RCPT TO:<root> NOTIFY=NEVER"];
      const content = ["RCPT TO:<root@b.test>", "DATA", "", "B", ".", "QUIT"];
      const input = [...dialogue, ...content].map((line) => `${line}\r\n`).join("");
      expect((await sendmail(["-bs"], input)).code).toBe(0);
      expect((await queued()).map(addresses)).toEqual([all, all, all]);
      expect((await sendmail(["-bv", "root"])).output).toBe(
        "root ... deliverable to ops@c.test, eve@d.test\n",
      );
      const refused = await run(["registry", "Email/LocalTo=ops"]);
      expect(refused.code).toBe(65);
    });
  });

  it("runSendmailProgram() verifies addresses without asking anybody", async () => {
    await withUnit(async ({ sendmail }) => {
      expect(await sendmail(["-bv", "root", "Ann <a@b.test>"])).toEqual({
        code: 0,
        output:
          "root ... deliverable to root@example.com\nAnn <a@b.test> ... deliverable to a@b.test\n",
        errors: "",
      });
      expect(await sendmail(["-bv", "a@b@c"])).toMatchObject({
        code: 67,
        output: "a@b@c ... no address\n",
      });
      expect((await sendmail(["-bv"])).code).toBe(64);
    });
  });

  it("runSendmailProgram() lists the queue as mailq, and newaliases has nothing to do", async () => {
    await withUnit(async ({ sendmail, queued, run }) => {
      expect((await sendmail([], "", { mode: "list" })).output).toBe("Mail queue is empty\n");
      await sendmail(["-f", "", "a@b.test", "c@d.test"], "Subject: x\n\nB\n");
      const [facts] = await queued();
      await run(["queue", "hold", facts?.message ?? ""]);
      const { code, output } = await sendmail(["-bp"]);
      const [heading, entry = "", why = "", recipient = "", ...rest] = output.split("\n");
      expect([code, heading?.slice(0, 10), entry.slice(0, 20)]).toEqual([
        0,
        "-Queue ID-",
        `${facts?.message}!`,
      ]);
      expect(entry).toMatch(/ \d+ \w{3} \w{3} \d\d \d\d:\d\d:\d\d {2}MAILER-DAEMON$/);
      expect([why.trim(), recipient.trim()]).toEqual(["(held: by hand)", "a@b.test"]);
      expect(rest.slice(-2)).toEqual(["-- 1 Kbytes in 1 Request.", ""]);
      const aliases = await sendmail([], "", { mode: "aliases" });
      expect([aliases.code, aliases.output]).toEqual([
        0,
        expect.stringMatching(/^There is no alias/),
      ]);
    });
  });

  it("runSendmailProgram() runs the queue with -q, and says 78 while the settings refuse", async () => {
    await withUnit(async ({ sendmail }) => {
      expect(await sendmail(["-q"])).toEqual({ code: 78, output: "", errors: "" });
      expect((await sendmail(["-q", "-v"])).output).toContain("Nothing was tried");
    });
  });

  it("runSendmailProgram() tells what it ignores when it is asked to", async () => {
    await withUnit(async ({ sendmail }) => {
      const { errors } = await sendmail(["-v", "-odb", "-z", "a@b.test"], "\nB\n");
      expect(errors.split("\n").map((line) => line.slice(0, 40))).toEqual([
        "sendmail: note: -odb: has no effect here",
        "sendmail: note: -z: not known, ignored",
        expect.stringMatching(/^sendmail: accepted as [0-9a-z]{18}$/),
        "",
      ]);
      expect((await sendmail(["--help"])).output).toMatch(/^sendmail \[-t\]/);
    });
  });

  it("runSendmailProgram() speaks SMTP with -bs and answers 250 once the queue has the message", async () => {
    await withUnit(async ({ sendmail, queued, content }) => {
      const input = [
        "EHLO me",
        "MAIL FROM:<joe@b.test> BODY=8BITMIME SIZE=9",
        "RCPT TO:<ann@c.test>",
        "RCPT TO:<no@address@here>",
        "DATA",
        "From: joe@b.test",
        "",
        "..one",
        "MAIL FROM:<smuggled@b.test>",
        ".",
        "MAIL FROM:<>",
        "RCPT TO:<root>",
        "RSET",
        "DATA",
        "QUIT",
        "NOOP",
      ];
      const ended = await sendmail(["-bs"], input.map((line) => `${line}\r\n`).join(""));
      expect([ended.code, ended.errors]).toEqual([0, ""]);
      expect(ended.output.match(/^\d{3} /gm)?.map((code) => code.trim())).toEqual(
        "220 250 250 250 553 354 250 250 250 250 503 221".split(" "),
      );
      const [facts, more] = await queued();
      expect([more, facts?.sender, addresses(facts)]).toEqual([
        undefined,
        "joe@b.test",
        ["ann@c.test"],
      ]);
      expect(await content(facts?.message ?? "")).toMatch(
        /^From: joe@b\.test\r\nDate: [^\r]+\r\nMessage-ID: [^\r]+\r\n\r\n\.one\r\nMAIL FROM:<smuggled@b\.test>\r\n$/,
      );
    });
  });

  it("runSendmailProgram() keeps with the message what -N, -R, -V and -O requiretls=yes want", async () => {
    await withUnit(async ({ sendmail, queued, run }) => {
      const flags = ["-N", "success,failure", "-Rhdrs", "-V", "alarm 7", "-O", "requiretls=yes"];
      expect((await sendmail([...flags, "a@b.test"], "\nB\n")).code).toBe(0);
      const [facts] = await queued();
      const shown = await run(["queue", "show", facts?.message ?? "", "--json"]);
      expect(JSON.parse(shown.output).parameters).toEqual({
        ...{ notify: ["SUCCESS", "FAILURE"], ret: "HDRS", envid: "alarm+207", requireTls: true },
      });
      const text = (await run(["queue", "show", facts?.message ?? ""])).output;
      const wanted = "Wanted:     REQUIRETLS RET=HDRS ENVID=alarm+207 NOTIFY=SUCCESS,FAILURE\n";
      expect(text).toContain(wanted);
    });
  });

  it("runSendmailProgram() takes parameters with -bs and keeps them for each recipient", async () => {
    await withUnit(async ({ sendmail, queued, run }) => {
      const input = [
        ...["EHLO me", "MAIL FROM:<joe@b.test> RET=FULL ENVID=a+2Bb", "RCPT TO:<ann@c.test>"],
        ...["RCPT TO:<bob@c.test> NOTIFY=NEVER,DELAY", "RCPT TO:<bob@c.test> NOTIFY=NEVER"],
        ...["DATA", "", "B", ".", "QUIT"],
      ];
      const ended = await sendmail(["-bs"], input.map((line) => `${line}\r\n`).join(""));
      expect(ended.output).toContain("250 DSN\r\n");
      expect(ended.output).toContain("501 5.5.4 ");
      const [facts] = await queued();
      const shown = await run(["queue", "show", facts?.message ?? "", "--json"]);
      expect(JSON.parse(shown.output).parameters).toEqual({
        ...{ ret: "FULL", envid: "a+2Bb" },
        recipients: { "bob@c.test": { notify: ["NEVER"] } },
      });
    });
  });

  it("runSendmailProgram() accepts nothing with -bs when the input ends before the dot", async () => {
    await withUnit(async ({ sendmail, queued }) => {
      const input =
        "EHLO me\r\nMAIL FROM:<>\r\nRCPT TO:<a@b.test>\r\nDATA\r\nSubject: x\r\n\r\ncut";
      const ended = await sendmail(["-bs"], input);
      expect([ended.code, ended.output.split("\r\n").at(-2)?.slice(0, 3)]).toEqual([0, "354"]);
      expect(await queued()).toEqual([]);
    });
  });

  it("runSendmailProgram() goes on after a content that -bs refuses", async () => {
    await withUnit(async ({ sendmail, queued }) => {
      const long = `X: ${"y".repeat(1_100_000)}`;
      const input = `EHLO me\r\nMAIL FROM:<>\r\nRCPT TO:<a@b.test>\r\nDATA\r\n${long}\r\n\r\nQUIT\r\n.\r\nNOOP\r\n`;
      const ended = await sendmail(["-bs"], input);
      expect(ended.output.split("\r\n").slice(-3)).toEqual([
        expect.stringMatching(/^554 5\.6\.0 Cannot accept the message: its header has more/),
        "250 2.0.0 Nothing done",
        "",
      ]);
      expect(await queued()).toEqual([]);
    });
  });
});
