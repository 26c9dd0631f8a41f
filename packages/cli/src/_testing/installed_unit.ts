import { chmod, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type MockSmtp, startMockSmtp } from "@fieldpost/mock-smtp";
import { LAUNCHER, type SpawnEnd, spawnCommand } from "./spawn_command.ts";

/** A unit whose program is installed as sendmail, in front of a server that witnesses. */
export interface InstalledUnit {
  readonly folder: string;
  readonly home: string;
  /** A directory with `sendmail`, `mailq`, `newaliases` and `fieldpost`. */
  readonly bin: string;
  readonly server: MockSmtp;
  readonly fieldpost: (argv: readonly string[]) => Promise<SpawnEnd>;
  /** Files in the queue; each is a message that was accepted. */
  readonly queueFiles: () => Promise<readonly string[]>;
}

/** Gives a test an installed unit; its directory is kept when the test fails. */
export async function withInstalledUnit(
  test: (unit: InstalledUnit) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "fieldpost-installed-"));
  const home = join(folder, "home");
  const bin = join(folder, "bin");
  await install(bin, home);
  const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
  const fieldpost = (argv: readonly string[]) => spawnCommand(argv, { home });
  const queueFiles = async () => {
    const names = await readdir(join(home, "spool", "queue")).catch(() => []);
    return names.filter((name) => /^[^.].*\.mail$/.test(name));
  };
  try {
    const argv = ["ipconfig", "--mail-host", "localhost", "--email", "unit7@example.com"];
    await fieldpost([...argv, "--port", String(server.port("none"))]);
    await test({ folder, home, bin, server, fieldpost, queueFiles });
  } finally {
    await server.close();
  }
  await rm(folder, { recursive: true });
}

/** Programs clear their environment, so the names are scripts that set what they need. */
async function install(bin: string, home: string): Promise<void> {
  await mkdir(bin);
  await mkdir(join(bin, "links"));
  for (const name of ["sendmail", "mailq", "newaliases", "fieldpost"]) {
    const link = join(bin, "links", name);
    await symlink(LAUNCHER, link);
    const script = `#!/bin/sh\nFIELDPOST_HOME='${home}' exec '${process.execPath}' '${link}' "$@"\n`;
    await writeFile(join(bin, name), script);
    await chmod(join(bin, name), 0o755);
  }
}
