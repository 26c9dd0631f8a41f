import { spawn } from "node:child_process";
import { once } from "node:events";
import { watch } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { type MockSmtp, type MockSmtpOptions, startMockSmtp } from "@fieldpost/mock-smtp";
import { readHeartbeat } from "@fieldpost/runtime";
import { afterEach, describe, expect, it } from "@jest/globals";
import { spawnCommand } from "../_testing/spawn_command.ts";
import { spawnServe } from "../_testing/spawn_serve.ts";
import { type TestHome, withHome } from "../_testing/with_home.ts";

// What another process sends comes when the machine lets it.
const PATIENCE = { timeoutMs: 120_000 } as const;
const servers: MockSmtp[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function witness(options: MockSmtpOptions = {}): Promise<MockSmtp> {
  const server = await startMockSmtp({ listeners: [{ tls: "none" }], ...options });
  servers.push(server);
  return server;
}

async function configure(
  { run }: TestHome,
  port: number,
  more: readonly string[] = [],
): Promise<void> {
  const { code, errors } = await run([
    "registry",
    "IpConfig/MailHost=localhost",
    "IpConfig/EmailAddress=unit7@example.com",
    "IpConfig/HostName=unit7",
    `Email/Port=${port}`,
    "Email/Alarm/ToAddress=ops@example.net",
    "Email/Alarm/Subject={unit}: water at {level}",
    "Events/OnAlarm/Email=enabled",
    ...more,
  ]);
  expect([code, errors]).toEqual([0, ""]);
}

/** Resolves when a file of that ending appears in a part of the spool. */
async function appears(home: string, part: "queue" | "runs", ending: string): Promise<void> {
  const folder = join(home, "spool", part);
  await mkdir(folder, { recursive: true });
  await new Promise<void>((resolve) => {
    const see = (name: string | null): void => {
      if (name?.endsWith(ending) !== true) return;
      watcher.close();
      resolve();
    };
    const watcher = watch(folder, (_, name) => see(name));
    // It may have come before the watch began.
    void readdir(folder).then((names) => names.forEach(see));
  });
}

/** Without what a killed process may leave of a lock that it had not taken yet. */
async function queueFiles(home: string): Promise<readonly string[]> {
  const names = await readdir(join(home, "spool/queue"));
  return names.filter((name) => !/\.claim\.\d+\.[0-9a-f]+$/.test(name));
}

describe("runServe()", () => {
  it("runServe() serves until it is told to stop, and a second one is refused", async () => {
    await withHome(async (test) => {
      const server = await witness();
      await configure(test, server.port(), ["Events/OnBoot/Email=enabled"]);
      const serve = spawnServe(test.path);
      const { pid } = await serve.next("ready");
      const boot = await server.next({ to: "unit7@example.com", ...PATIENCE });
      expect(boot.subject).toBe("unit7: Boot");
      const second = await spawnCommand(["serve", "--no-http"], { home: test.path });
      expect(second).toEqual({
        code: 75,
        output: "",
        errors: `fieldpost: Cannot serve ${test.path}: process ${pid} serves it already, stop that one first or name another directory with FIELDPOST_HOME\n`,
      });
      const argv = ["event", "Alarm", "-v", "level=80", "--json"];
      const raised = await spawnCommand(argv, { home: test.path });
      expect([raised.code, raised.errors]).toEqual([0, ""]);
      expect(JSON.parse(raised.output)).toMatchObject({ event: "Alarm", result: "mailed" });
      expect((await server.next({ to: "ops@example.net", ...PATIENCE })).subject).toBe(
        "unit7: water at 80",
      );
      expect(await readHeartbeat(test.path)).toMatchObject({ pid, path: { state: "open" } });
      serve.kill("SIGTERM");
      expect(await serve.ended).toBe(0);
      const kinds = serve.lines.map(({ kind }) => kind);
      expect(kinds).toContain("stopping");
      expect(kinds.at(-1)).toBe("stopped");
      expect(await readHeartbeat(test.path)).toBeUndefined();
    });
  });

  it("runServe() makes one digest of what other processes raise, and loses no line", async () => {
    await withHome(async (test) => {
      const server = await witness();
      await configure(test, server.port(), ["Events/OnAlarm/HoldOff=3600000"]);
      const serve = spawnServe(test.path);
      await serve.next("ready");
      const door = new URL("../../../runtime/dist/mod.js", import.meta.url).href;
      const script = `
        const { openFieldpost } = await import(${JSON.stringify(door)});
        const unit = await openFieldpost({ home: ${JSON.stringify(test.path)} });
        for (let at = 0; at < 100; at++) {
          await unit.events.raise("Alarm", { values: { level: process.argv[1] + at } });
        }`;
      const argv = (mark: string) => ["--input-type=module", "-e", script, mark];
      const raisers = ["a", "b"].map((mark) =>
        spawn(process.execPath, argv(mark), { stdio: "inherit" }),
      );
      await Promise.all(raisers.map((child) => once(child, "exit")));
      const first = /water at (\w+)$/.exec((await server.next(PATIENCE)).subject ?? "")?.[1];
      // However long they took to raise: the hold-off ends when it is set to end.
      await test.run(["registry", "Events/OnAlarm/HoldOff=1"]);
      const { text = "" } = await (await server.next(PATIENCE)).parsed();
      const lines = [...text.matchAll(/ Alarm: level=(\w+)$/gm)].map(([, level = ""]) => level);
      const all = ["a", "b"].flatMap((mark) => Array.from({ length: 100 }, (_, at) => mark + at));
      expect([first, ...lines].sort()).toEqual([...all].sort());
      expect(server.messages.length).toBe(2);
      serve.kill("SIGTERM");
      expect(await serve.ended).toBe(0);
    });
  });

  it("runServe() stopped between the lone dot and the answer loses nothing and repeats nothing", async () => {
    await withHome(async (test) => {
      const server = await witness({
        faults: [{ when: { stage: "end-of-data", times: 1 }, act: { delayMs: 500 } }],
      });
      await configure(test, server.port());
      const serve = spawnServe(test.path);
      await serve.next("ready");
      // The journal begins just before the dot goes out.
      const sending = appears(test.path, "runs", ".log");
      await test.run(["event", "Alarm", "-v", "level=80"]);
      await sending;
      serve.kill("SIGTERM");
      expect(await serve.ended).toBe(0);
      expect(await queueFiles(test.path)).toEqual([]);
      const again = spawnServe(test.path);
      await again.next("ready");
      await test.run(["sendmail", "--to", "last@example.net", "--body", "b"]);
      await server.next({ to: "last@example.net", ...PATIENCE });
      expect(server.messages.length).toBe(2);
      again.kill("SIGTERM");
      expect(await again.ended).toBe(0);
    });
  });

  it("runServe() killed in the middle of it delivers after the restart", async () => {
    await withHome(async (test) => {
      const server = await witness({
        faults: [{ when: { stage: "mail" }, act: { hang: true } }],
      });
      await configure(test, server.port());
      const serve = spawnServe(test.path);
      await serve.next("ready");
      const claimed = appears(test.path, "queue", ".claim");
      await test.run(["event", "Alarm", "-v", "level=80"]);
      await claimed;
      serve.kill("SIGKILL");
      expect(await serve.ended).toBe("SIGKILL");
      server.faults.clear();
      const again = spawnServe(test.path);
      await again.next("ready");
      expect((await server.next(PATIENCE)).subject).toBe("unit7: water at 80");
      again.kill("SIGINT");
      expect(await again.ended).toBe(0);
      expect(server.messages.length).toBe(1);
      expect(await queueFiles(test.path)).toEqual([]);
    });
  });

  it("runServe() obeys settings that another process changes", async () => {
    await withHome(async (test) => {
      const server = await witness();
      await configure(test, server.port());
      await test.run(["registry", "IpConfig/MailHost="]);
      const serve = spawnServe(test.path);
      await serve.next("waiting");
      await test.run(["event", "Alarm", "-v", "level=80"]);
      const changed = ["registry", "IpConfig/MailHost=localhost"];
      expect((await spawnCommand(changed, { home: test.path })).code).toBe(0);
      await serve.next("settings");
      expect((await server.next(PATIENCE)).subject).toBe("unit7: water at 80");
      serve.kill("SIGTERM");
      expect(await serve.ended).toBe(0);
    });
  });
});

describe("runReboot()", () => {
  it("runReboot() has Email On Boot sent again, in the same process", async () => {
    await withHome(async (test) => {
      const server = await witness();
      await configure(test, server.port(), ["Events/OnBoot/Email=enabled"]);
      const serve = spawnServe(test.path);
      const first = await serve.next("ready");
      await server.next({ subject: "unit7: Boot", ...PATIENCE });
      expect(await spawnCommand(["reboot"], { home: test.path })).toEqual({
        code: 0,
        output: "Restarted.\n",
        errors: "",
      });
      await server.next({ subject: "unit7: Boot", ...PATIENCE });
      expect((await serve.next("ready")).pid).toBe(first.pid);
      serve.kill("SIGTERM");
      expect(await serve.ended).toBe(0);
    });
  });

  it("runReboot() says when there is nothing to restart", async () => {
    await withHome(async ({ path, run }) => {
      expect(await run(["reboot"])).toEqual({
        code: 69,
        output: "",
        errors: `fieldpost: Cannot reboot: no process serves ${path}, "fieldpost serve" starts one\n`,
      });
    });
  });
});
