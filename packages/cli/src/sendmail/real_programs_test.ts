import { spawn } from "node:child_process";
import { access, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { type InstalledUnit, withInstalledUnit } from "../_testing/installed_unit.ts";

const TIME_LIMIT_MS = 300_000;

interface Ran {
  readonly code: number | null;
  readonly said: string;
}

/** Runs a program that is not ours; one that is not installed fails the test by its name. */
async function runProgram(
  { bin, folder }: InstalledUnit,
  argv: readonly string[],
  input = "",
): Promise<Ran> {
  const [program = "", ...args] = argv;
  const environment = {
    PATH: `${bin}:${process.env["PATH"]}`,
    HOME: folder,
    LANG: "C.UTF-8",
    GIT_AUTHOR_NAME: "Joe",
    GIT_AUTHOR_EMAIL: "joe@example.com",
    GIT_COMMITTER_NAME: "Joe",
    GIT_COMMITTER_EMAIL: "joe@example.com",
  };
  const child = spawn(program, args, { cwd: folder, env: environment, timeout: TIME_LIMIT_MS });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
    });
  }
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("close", resolve);
    child.once("error", reject);
  });
  return { code, said };
}

/** What the server has witnessed once the queue has run. */
async function delivered({ fieldpost, server }: InstalledUnit): Promise<{
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
  readonly header: (name: string) => string | undefined;
}> {
  const { code, output } = await fieldpost(["queue", "run"]);
  expect([code, output]).toEqual([0, "1 attempt: 1 delivered, 0 failed, 0 waiting.\n"]);
  const witnessed = await server.next();
  const { from, recipients } = witnessed.envelope;
  return {
    from: from ?? "",
    to: recipients.map(({ address }) => address),
    text: (await witnessed.parsed()).text?.trim() ?? "",
    header: (name) => witnessed.header(name),
  };
}

describe("sendmail(1) under other programs", () => {
  it("sendmail(1) takes what cron writes", async () => {
    await withInstalledUnit(async (unit) => {
      // As Debian's cron does: the flags, and a header whose addresses have no domain.
      const mail =
        "From: root (Cron Daemon)\nTo: root\nSubject: Cron <root@unit7> backup\n" +
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n\n" +
        "done\n.\nlast line\n";
      const argv = ["sendmail", "-i", "-FCronDaemon", "-B8BITMIME", "-oem", "root"];
      expect(await runProgram(unit, argv, mail)).toEqual({ code: 0, said: "" });
      const message = await delivered(unit);
      expect([message.from, message.to]).toEqual(["unit7@example.com", ["root@example.com"]]);
      expect(message.header("From")).toBe('"root" <unit7@example.com> (Cron Daemon)');
      expect(message.text).toBe("done\n.\nlast line");
    });
  });

  it("sendmail(1) takes what PHP's mail() writes", async () => {
    await withInstalledUnit(async (unit) => {
      const code =
        '$ok = mail("Ann <ann@example.net>", "Gr\u00fc\u00dfe", "Hello\\n.\\nEnd", "Bcc: cy@example.net\\r\\nX-Unit: 7", "-fphp@example.com"); exit($ok ? 0 : 1);';
      const argv = ["php", "-d", `sendmail_path=${join(unit.bin, "sendmail")} -t -i`, "-r", code];
      expect(await runProgram(unit, argv)).toEqual({ code: 0, said: "" });
      const message = await delivered(unit);
      expect([message.from, message.to]).toEqual([
        "php@example.com",
        ["ann@example.net", "cy@example.net"],
      ]);
      expect([message.header("Bcc"), message.header("X-Unit")]).toEqual([undefined, "7"]);
      expect(message.text).toBe("Hello\n.\nEnd");
    });
  });

  it("sendmail(1) takes what git send-email writes", async () => {
    await withInstalledUnit(async (unit) => {
      const patch = join(unit.folder, "0001-fix.patch");
      await writeFile(
        patch,
        "From 1111111111111111111111111111111111111111 Mon Sep 17 00:00:00 2001\n" +
          "From: Joe <joe@example.com>\nDate: Sun, 22 Nov 2026 09:00:00 +0000\n" +
          "Subject: [PATCH] fix the pump\n\nIt leaked.\n---\n pump.c | 2 +-\n",
      );
      const options = ["--quiet", "--confirm=never", "--suppress-cc=all", "--from=joe@example.com"];
      const argv = [
        "git",
        "send-email",
        ...options,
        "--to=list@example.net",
        "--bcc=me@example.com",
      ];
      const sendmail = `--sendmail-cmd=${join(unit.bin, "sendmail")}`;
      expect(await runProgram(unit, [...argv, sendmail, patch])).toEqual({
        code: 0,
        said: "Sent [PATCH] fix the pump\n",
      });
      const message = await delivered(unit);
      // Without --envelope-sender git names none, and the unit's own address stands for it.
      expect([message.from, message.to]).toEqual([
        "unit7@example.com",
        ["list@example.net", "me@example.com"],
      ]);
      expect(message.header("Subject")).toBe("[PATCH] fix the pump");
      expect(message.header("Bcc")).toBeUndefined();
    });
  });

  it("sendmail(1) takes what s-nail writes", async () => {
    await withInstalledUnit(async (unit) => {
      const argv = ["s-nail", "-:/", "-Sv15-compat", `-Smta=${join(unit.bin, "sendmail")}`];
      const letter = ["-s", "Level", "-c", "bob@example.net", "-r", "joe@example.com"];
      const ran = await runProgram(
        unit,
        [...argv, ...letter, "ann@example.net"],
        "High\n.\nwater\n",
      );
      expect(ran).toEqual({ code: 0, said: "" });
      const message = await delivered(unit);
      expect([message.from, message.to.toSorted()]).toEqual([
        "joe@example.com",
        ["ann@example.net", "bob@example.net"],
      ]);
      expect(message.text).toContain("High");
    });
  });

  it("sendmail(1) answers to the names mailq and newaliases, and as fieldpost-sendmail", async () => {
    await withInstalledUnit(async (unit) => {
      expect((await runProgram(unit, ["mailq"])).said).toBe("Mail queue is empty\n");
      expect((await runProgram(unit, ["newaliases"])).code).toBe(0);
      const own = new URL("../../bin/fieldpost-sendmail.js", import.meta.url).pathname;
      await access(own);
      const ran = await runProgram(unit, [process.execPath, own, "--help"]);
      expect(ran.said).toMatch(/^sendmail \[-t\]/);
    });
  });
});
