import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { LAUNCHER, spawnCommand } from "./_testing/spawn_command.ts";
import { spawnServe } from "./_testing/spawn_serve.ts";
import { withHome } from "./_testing/with_home.ts";

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, "utf8"));
}

async function ask(url: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const sent =
    body === undefined
      ? {}
      : {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(body),
        };
  const response = await fetch(url, sent);
  return { status: response.status, body: await response.json() };
}

/** Serves a fresh home until it has said what to do, and answers all that a person has read. */
async function firstWords(home: string, options: readonly string[]): Promise<readonly string[]> {
  const child = spawn(process.execPath, [LAUNCHER, "serve", ...options], {
    env: { PATH: process.env["PATH"], FIELDPOST_HOME: home },
  });
  let [words, errors] = ["", ""];
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  child.stdout.on("data", (chunk: Buffer) => {
    words += chunk.toString();
    if (words.includes("set it up")) child.kill("SIGTERM");
  });
  await once(child, "close");
  expect(errors).toBe("");
  return words.trimEnd().split("\n");
}

describe("servePages()", () => {
  it("servePages() tells of a fresh home where it is set up, and no error", async () => {
    await withHome(async ({ path }) => {
      expect(await firstWords(path, ["--http-port", "0"])).toEqual([
        expect.stringMatching(/^Serving .+ as process \d+\.$/),
        expect.stringMatching(/^The pages are at http:\/\/127\.0\.0\.1:\d+\/$/),
        expect.stringMatching(/^Setup token, which the page asks for once: [-2-9a-z]{34}$/),
        'The unit is not set up yet, and sends nothing until it is: set it up in the pages, or with "fieldpost ipconfig".',
      ]);
      expect(await firstWords(path, ["--no-http"])).toEqual([
        expect.stringMatching(/^Serving .+ as process \d+\.$/),
        'The unit is not set up yet, and sends nothing until it is: set it up with "fieldpost ipconfig".',
      ]);
    });
  });

  it("servePages() tells where the pages are, takes the first password once, and outlives a reboot", async () => {
    await withHome(async ({ path, run }) => {
      const portsFile = join(path, "ports.json");
      const serve = spawnServe(path, ["--http-port", "0", "--ports-file", portsFile]);
      const { url = "" } = await serve.next("pages");
      expect((await stat(portsFile)).mode & 0o777).toBe(0o600);
      const ports = (await readJson(portsFile)) as { http: number; setupToken: string };
      expect(ports).toEqual({
        http: Number(new URL(url).port),
        url,
        setupToken: expect.stringMatching(/^(?:[2-9a-z]{4}-){6}[2-9a-z]{4}$/),
      });
      const user = { username: "ops", password: "warm water at seven" };
      const setup = { token: ports.setupToken, ...user };
      expect((await ask(`${url}api/v1/setup`, setup)).status).toBe(201);
      expect((await ask(`${url}api/v1/setup`, setup)).status).toBe(409);
      expect(await readJson(portsFile)).toMatchObject({ url, setupToken: null });
      expect((await spawnCommand(["reboot"], { home: path })).code).toBe(0);
      expect((await ask(`${url}api/v1/session`, user)).status).toBe(200);
      serve.kill("SIGTERM");
      expect(await serve.ended).toBe(0);
      await expect(stat(portsFile)).rejects.toMatchObject({ code: "ENOENT" });
      const log = (await run(["log"])).output;
      expect(log).toContain("Page: ops is the first administrator, set up from 127.0.0.1");
      expect(log + serve.lines.map((line) => JSON.stringify(line)).join("")).not.toContain(
        ports.setupToken,
      );
    });
  });

  it("servePages() that cannot listen says why, and the mail goes on", async () => {
    await withHome(async ({ path }) => {
      const other = createServer().listen(0, "127.0.0.1");
      await once(other, "listening");
      const { port } = other.address() as { port: number };
      const serve = spawnServe(path, ["--http-port", String(port)]);
      expect((await serve.next("no-pages")).text).toBe(
        `Cannot serve the pages at 127.0.0.1 port ${port}: another program listens there, WebServer/Port or --http-port names another one`,
      );
      expect((await spawnCommand(["reboot"], { home: path })).code).toBe(0);
      serve.kill("SIGTERM");
      expect(await serve.ended).toBe(0);
      other.close();
    });
  });

  it("servePages() serves nothing to others before a password is set", async () => {
    await withHome(async ({ path }) => {
      const serve = spawnServe(path, ["--http-port", "0", "--bind", "0.0.0.0"]);
      expect((await serve.next("no-pages")).text).toBe(
        "Cannot serve the pages at 0.0.0.0: passwords would cross the network in clear, WebServer/HTTPS = enabled (or --https) is needed first",
      );
      serve.kill("SIGTERM");
      expect(await serve.ended).toBe(0);
    });
  });

  it.each([
    [["--http-port", "65536"], "Cannot use --http-port: its value is no port"],
    [["--no-http", "--https"], "Cannot use --no-http with --https"],
  ])("servePages() is not reached with %j", async (options, message) => {
    await withHome(async ({ run }) => {
      const ended = await run(["serve", ...options]);
      expect([ended.code, ended.errors]).toEqual([64, expect.stringContaining(message)]);
    });
  });
});
