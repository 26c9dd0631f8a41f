import { randomBytes } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isSealedValue, Secret } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { nodeFiles } from "./durable_files.ts";
import { RuntimeFailure } from "./runtime_failure.ts";
import { SecretVault } from "./secret_vault.ts";

const TEXT = "p\u00e4ss w\u00f6rd\n";

function vaultIn(folder: string, environment: Record<string, string> = {}): SecretVault {
  return new SecretVault({ keyPath: join(folder, "secret.key"), files: nodeFiles, environment });
}

async function codeOf(failing: Promise<unknown>): Promise<string> {
  const error = await failing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof RuntimeFailure ? error.code : String(error);
}

describe("SecretVault", () => {
  it("opens what it sealed, in another process too", async () => {
    const folder = temporaryHome();
    const sealed = await vaultIn(folder).seal("Email/Password", new Secret(TEXT));
    expect(isSealedValue(sealed)).toBe(true);
    const opened = await vaultIn(folder).open("email/PASSWORD", sealed);
    expect(opened.reveal()).toBe(TEXT);
    expect((await stat(join(folder, "secret.key"))).mode & 0o777).toBe(0o600);
  });

  it("never seals alike twice, so that equal secrets cannot be told", async () => {
    const vault = vaultIn(temporaryHome());
    const first = await vault.seal("Email/Password", new Secret(TEXT));
    expect(await vault.seal("Email/Password", new Secret(TEXT))).not.toBe(first);
  });

  it("makes one key when many need the first one at once", async () => {
    const folder = temporaryHome();
    const secret = new Secret(TEXT);
    const sealed = await Promise.all(
      Array.from({ length: 10 }, () => vaultIn(folder).seal("Email/Password", secret)),
    );
    for (const each of sealed) {
      expect((await vaultIn(folder).open("Email/Password", each)).reveal()).toBe(TEXT);
    }
  });

  it("does not open for another key, when changed, or with another unit's key", async () => {
    const folder = temporaryHome();
    const sealed = await vaultIn(folder).seal("Email/Password", new Secret(TEXT));
    const flipped = sealed.replace(/.(?=.{6}$)/, (c) => (c === "A" ? "B" : "A"));
    const elsewhere = temporaryHome();
    await vaultIn(elsewhere).seal("Email/Password", new Secret("x"));
    const codes = await Promise.all([
      codeOf(vaultIn(folder).open("Other/Password", sealed)),
      codeOf(vaultIn(folder).open("Email/Password", flipped)),
      codeOf(vaultIn(folder).open("Email/Password", "fp1:AAAA")),
      codeOf(vaultIn(folder).open("Email/Password", "plain text")),
      codeOf(vaultIn(elsewhere).open("Email/Password", sealed)),
      codeOf(vaultIn(temporaryHome()).open("Email/Password", sealed)),
    ]);
    expect(new Set(codes)).toEqual(new Set(["secret-unreadable"]));
  });

  it("takes its key from the environment, a named file or a credential", async () => {
    const key = randomBytes(32).toString("base64");
    const folder = temporaryHome();
    await writeFile(join(folder, "fieldpost.key"), `${key}\n`);
    const environments = [
      { FIELDPOST_KEY: key },
      { FIELDPOST_KEY_FILE: join(folder, "fieldpost.key") },
      { CREDENTIALS_DIRECTORY: folder },
    ];
    const sealed = await vaultIn(folder, { FIELDPOST_KEY: key }).seal("k", new Secret(TEXT));
    for (const environment of environments) {
      expect((await vaultIn(temporaryHome(), environment).open("k", sealed)).reveal()).toBe(TEXT);
    }
    await expect(readFile(join(folder, "secret.key"))).rejects.toThrow("ENOENT");
  });

  it.each([
    ["a key that is none", { FIELDPOST_KEY: "c2hvcnQ=" }],
    ["a key that is no base64", { FIELDPOST_KEY: "?".repeat(44) }],
    ["a file that is missing", { FIELDPOST_KEY_FILE: "/nonexistent/key" }],
  ])("says so of %s, without showing it", async (_, environment) => {
    const vault = vaultIn(temporaryHome(), environment);
    const failing = vault.seal("k", new Secret(TEXT));
    await expect(failing).rejects.toMatchObject({ code: "key-unreadable" });
    await expect(failing).rejects.not.toThrow(/c2hvcnQ|\?{44}/);
  });
});
