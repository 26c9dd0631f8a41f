import { EventEmitter, once } from "node:events";
import { describe, expect, it } from "@jest/globals";
import { WebSocket } from "ws";
import { logTells } from "../../_testing/log_tells.ts";
import { startTestPages, type TestPages } from "../../_testing/test_pages.ts";
import type { ConsoleInput, ConsoleOutput } from "../../api/console_api.ts";
import { CONSOLE_LIMITS, type ConsoleLimits, type OpenConsole } from "./console_session.ts";

interface Sitting {
  readonly socket: WebSocket;
  readonly say: (message: ConsoleInput) => void;
  /** The next message; `undefined` when the connection has closed. */
  readonly next: () => Promise<ConsoleOutput | undefined>;
  readonly closed: Promise<unknown>;
}

/** Repeats what is typed, says the size after each change of it, and ends with `exit`. */
const ECHO: OpenConsole = (terminal) =>
  new Promise((resolve) => {
    terminal.closed.addEventListener("abort", () => resolve());
    terminal.onResize(() => {
      const { columns, rows } = terminal.size();
      void terminal.write(`${columns}x${rows}`);
    });
    terminal.onInput((text) => {
      if (text === "exit") resolve();
      else void terminal.write(text === "flood" ? "x".repeat(1_000_000) : text);
    });
  });

async function start(
  limits: Partial<ConsoleLimits> = {},
  open: OpenConsole | undefined = ECHO,
): Promise<TestPages> {
  return await startTestPages("administrator", {
    console: open,
    consoleLimits: { ...CONSOLE_LIMITS, ...limits },
  });
}

async function sit(pages: TestPages, headers: Readonly<Record<string, string>>): Promise<Sitting> {
  const address = pages.pages.url.replace("http", "ws");
  const socket = new WebSocket(`${address}api/v1/console`, { headers });
  const messages: ConsoleOutput[] = [];
  socket.on("message", (data) => messages.push(JSON.parse(String(data)) as ConsoleOutput));
  const closed = once(socket, "close");
  await once(socket, "open");
  return {
    socket,
    closed,
    say: (message) => socket.send(JSON.stringify(message)),
    next: async () => {
      while (messages.length === 0 && socket.readyState === WebSocket.OPEN) {
        await Promise.race([once(socket, "message"), closed]);
      }
      return messages.shift();
    },
  };
}

async function refusalOf(
  pages: TestPages,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  const address = pages.pages.url.replace("http", "ws");
  const socket = new WebSocket(`${address}api/v1/console`, { headers });
  socket.on("error", () => undefined);
  const [, response] = (await once(socket, "unexpected-response")) as [
    unknown,
    { statusCode: number },
  ];
  socket.terminate();
  return response.statusCode;
}

describe("openConsoles()", () => {
  it("openConsoles() carries what is typed, shown and resized, and says why it ended", async () => {
    const pages = await start();
    const sitting = await sit(pages, (await pages.program("administrator")).headers);
    sitting.say({ kind: "resize", columns: 100, rows: 30 });
    expect(await sitting.next()).toEqual({ kind: "output", text: "100x30" });
    sitting.say({ kind: "input", text: "plan\r" });
    expect(await sitting.next()).toEqual({ kind: "output", text: "plan\r" });
    sitting.say({ kind: "input", text: "exit" });
    expect(await sitting.next()).toEqual({ kind: "end", reason: "exit" });
    expect(await sitting.next()).toBeUndefined();
    await logTells(pages.home, /Page: console opened by token test from 127\.0\.0\.1\n/);
    await logTells(pages.home, /Page: console of token test from 127\.0\.0\.1 closed: exit\n/);
  });

  it("openConsoles() is for administrators of this very page", async () => {
    const pages = await start();
    const viewer = await pages.logIn("vera", "viewer");
    const control = await pages.program("control");
    const administrator = await pages.logIn("ada", "administrator");
    const origin = new URL(pages.pages.url).origin;
    const cookie = administrator.headers["cookie"] ?? "";
    expect(await refusalOf(pages, {})).toBe(401);
    expect(await refusalOf(pages, { ...viewer.headers, origin })).toBe(403);
    expect(await refusalOf(pages, control.headers)).toBe(403);
    expect(await refusalOf(pages, { cookie, origin: "http://evil.example" })).toBe(403);
    expect(await refusalOf(pages, { cookie })).toBe(403);
    const sitting = await sit(pages, { cookie, origin });
    sitting.socket.close();
    await sitting.closed;
  });

  it("openConsoles() ends with the session that opened it", async () => {
    const pages = await start();
    const login = await pages.logIn("ada", "administrator");
    const cookie = login.headers["cookie"] ?? "";
    const sitting = await sit(pages, { cookie, origin: new URL(pages.pages.url).origin });
    await login.call("DELETE", "/api/v1/session");
    expect(await sitting.next()).toEqual({ kind: "end", reason: "session" });
  });

  it("openConsoles() ends when the user may no longer do this", async () => {
    const pages = await start({ proofMs: 0 });
    await pages.logIn("eve", "administrator");
    const login = await pages.logIn("ada", "administrator");
    const cookie = login.headers["cookie"] ?? "";
    const sitting = await sit(pages, { cookie, origin: new URL(pages.pages.url).origin });
    await pages.unit.users.change("ada", { role: "viewer" });
    sitting.say({ kind: "input", text: "plan\r" });
    expect(await sitting.next()).toEqual({ kind: "end", reason: "session" });
  });

  it.each([
    ["no JSON", "plan"],
    ["another kind", '{"kind":"signal"}'],
    ["a field too many", '{"kind":"input","text":"x","as":"root"}'],
    ["a size that is none", '{"kind":"resize","columns":1e9,"rows":24}'],
    ["a binary message", Buffer.from('{"kind":"input","text":"x"}')],
  ])("openConsoles() ends at %s", async (_what, data) => {
    const pages = await start();
    const sitting = await sit(pages, (await pages.program("administrator")).headers);
    sitting.socket.send(data);
    expect(await sitting.next()).toEqual({ kind: "end", reason: "protocol" });
  });

  it("openConsoles() closes at a message that is too long, and goes on serving", async () => {
    const pages = await start();
    const sitting = await sit(pages, (await pages.program("administrator")).headers);
    sitting.say({ kind: "input", text: "x".repeat(CONSOLE_LIMITS.messageBytes) });
    const [code] = (await sitting.closed) as [number];
    expect(code).toBe(1009);
    expect((await pages.call("GET", "/api/v1/session")).status).toBe(200);
  });

  it("openConsoles() ends a console in which nothing is typed", async () => {
    const pages = await start({ idleMs: 1 });
    const sitting = await sit(pages, (await pages.program("administrator")).headers);
    expect(await sitting.next()).toEqual({ kind: "end", reason: "idle" });
  });

  it("openConsoles() refuses one console too many", async () => {
    const pages = await start({ consoles: 1 });
    const { headers } = await pages.program("administrator");
    await sit(pages, headers);
    const second = await sit(pages, headers);
    expect(await second.next()).toEqual({ kind: "end", reason: "too-many" });
  });

  it("openConsoles() ends a console whose reader does not keep up", async () => {
    const terminals = new EventEmitter();
    const over = once(terminals, "closed");
    const pages = await start({}, (terminal) => {
      const { closed } = terminal;
      closed.addEventListener("abort", () => terminals.emit("closed", closed.reason));
      return ECHO(terminal);
    });
    const sitting = await sit(pages, (await pages.program("administrator")).headers);
    sitting.socket.pause();
    for (let count = 0; count < 20; count++) sitting.say({ kind: "input", text: "flood" });
    expect(await over).toEqual(["slow"]);
    sitting.socket.terminate();
  });

  it("openConsoles() says when the unit has no console", async () => {
    const pages = await startTestPages("administrator");
    const sitting = await sit(pages, (await pages.program("administrator")).headers);
    expect(await sitting.next()).toEqual({ kind: "end", reason: "none" });
  });

  it("openConsoles() ends all consoles when the pages close", async () => {
    const pages = await start();
    const sitting = await sit(pages, (await pages.program("administrator")).headers);
    await pages.pages.close();
    await sitting.closed;
  });
});
