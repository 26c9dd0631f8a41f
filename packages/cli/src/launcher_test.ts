import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startMockSmtp } from "@fieldpost/mock-smtp";
import { describe, expect, it } from "@jest/globals";

const PACKAGE = fileURLToPath(new URL("..", import.meta.url));

/** Runs the launcher of a copy of this package, in which something was changed. */
async function withCopy(
  test: (at: string, launch: (...words: readonly string[]) => unknown) => Promise<void>,
): Promise<void> {
  const at = await mkdtemp(join(tmpdir(), "fieldpost-launcher-"));
  for (const part of ["bin", "bundle", "package.json"]) {
    await cp(join(PACKAGE, part), join(at, part), { recursive: true });
  }
  try {
    await test(at, (...words) => {
      const argv = [join(at, "bin", "fieldpost.js"), ...words];
      const { status, stdout, stderr } = spawnSync(process.execPath, argv, { encoding: "utf8" });
      return { status, stdout, stderr };
    });
  } finally {
    await rm(at, { recursive: true });
  }
}

describe("the launcher", () => {
  it("start() says that the command was not built, and how to do it", async () => {
    await withCopy(async (at, launch) => {
      await rm(join(at, "bundle"), { recursive: true });
      expect(launch("--version")).toEqual({
        status: 70,
        stdout: "",
        stderr: `fieldpost: Cannot start: ${join(at, "bundle", "start.js")} is missing, "npm run build" makes it\n`,
      });
    });
  });

  it("start() reads the certificate of a private CA", async () => {
    const server = await startMockSmtp({ listeners: [] });
    await server.close();
    const at = await mkdtemp(join(tmpdir(), "fieldpost-launcher-"));
    const ca = join(at, "ca.pem");
    await writeFile(ca, server.ca);
    const settings = [
      "IpConfig/MailHost=mail.example.com",
      "IpConfig/EmailAddress=unit7@example.com",
    ];
    const env = { ...process.env, FIELDPOST_HOME: join(at, "home") };
    const launch = (...words: readonly string[]) =>
      spawnSync(process.execPath, [join(PACKAGE, "bin", "fieldpost.js"), ...words], { env }).status;
    expect(launch("registry", ...settings, `Email/CaFile=${ca}`)).toBe(0);
    expect(launch("plan")).toBe(0);
    await writeFile(ca, "none");
    expect(launch("plan")).toBe(78);
    await rm(at, { recursive: true });
  });

  it("start() does without the compiled code, and with one that is not its own", async () => {
    const { version } = JSON.parse(await readFile(join(PACKAGE, "package.json"), "utf8"));
    const expected = { status: 0, stdout: `fieldpost ${version}\n`, stderr: "" };
    await withCopy(async (at, launch) => {
      const code = join(at, "bundle", "start.code");
      expect(launch("--version")).toEqual(expected);
      await truncate(code, 1000);
      expect(launch("--version")).toEqual(expected);
      await writeFile(code, "no code at all");
      expect(launch("--version")).toEqual(expected);
      await rm(code);
      expect(launch("--version")).toEqual(expected);
    });
  });
});
