import { EventEmitter, once } from "node:events";
import { openFieldpost } from "@fieldpost/runtime";
import { describe, expect, it } from "@jest/globals";
import { withHome } from "./_testing/with_home.ts";
import type { ConsoleTerminal } from "./console_terminal.ts";
import { COMMAND_HELP } from "./find_command.ts";
import { openConsoleOn } from "./open_console_on.ts";
import { PAGE_CONSOLE_RULES } from "./page_console_rules.ts";

interface Sitting {
  readonly type: (text: string) => void;
  readonly leave: () => void;
  readonly resize: (columns: number, rows: number) => void;
  readonly screen: () => string;
  /** Resolves when a text is on the screen behind what was awaited before. */
  readonly shows: (text: string) => Promise<void>;
  readonly ended: Promise<void>;
}

function sitDown(home: string, environment: Record<string, string> = {}): Sitting {
  const left = new AbortController();
  let screen = "";
  let seen = 0;
  const changes = new EventEmitter();
  let size = { columns: 80, rows: 24 };
  const acts = { input: (_: string): void => undefined, resize: (): void => undefined };
  const terminal: ConsoleTerminal = {
    user: "ann",
    size: () => size,
    onResize: (act) => {
      acts.resize = act;
    },
    onInput: (act) => {
      acts.input = act;
    },
    write: async (text) => {
      screen += text;
      changes.emit("written");
    },
    closed: left.signal,
  };
  const ended = openConsoleOn(terminal, { home, environment });
  return {
    type: (text) => acts.input(text),
    leave: () => left.abort(),
    resize: (columns, rows) => {
      size = { columns, rows };
      acts.resize();
    },
    screen: () => screen,
    shows: async (text) => {
      while (!screen.includes(text, seen)) await once(changes, "written");
      seen = screen.indexOf(text, seen) + text.length;
    },
    ended,
  };
}

const USES: readonly (readonly [line: string, use: string])[] = [
  ["serve", "serve"],
  ["sendmail --to a@example.net -s x -b y --attach /etc/passwd", "sendmail --attach FILE"],
  ["event Alarm --attach=/etc/passwd", "event --attach FILE"],
  ["reg -i /etc/passwd", "registry --import FILE"],
  ["REG --import -", "registry --import FILE"],
  ["registry --export /tmp/x", "registry --export FILE"],
  ["queue EXPORT x /tmp/x", "queue export NAME"],
  ["ipconfig --password-stdin", "ipconfig --password-stdin"],
  ["ipconfig --password-fd 3", "ipconfig --password-fd NUMBER"],
  ["passwd ann --password-stdin", "passwd --password-stdin"],
  ["PASSWD ann --password-fd=3", "passwd --password-fd NUMBER"],
  ["explain /etc/passwd", "explain [FILE]"],
];

describe("openConsoleOn()", () => {
  it("openConsoleOn() runs commands on the unit that was given, whatever the environment says", async () => {
    await withHome(async ({ path }) => {
      const sitting = sitDown(path, { FIELDPOST_HOME: "/nonexistent" });
      await sitting.shows("/> ");
      sitting.type("registry IpConfig/HostName=boiler-7\r");
      await sitting.shows("boiler-7 /> ");
      sitting.type("exit\r");
      await sitting.ended;
      const store = (await openFieldpost({ home: path })).registry;
      expect((await store.read()).registry.get("IpConfig/HostName")).toBe("boiler-7");
      expect((await store.history()).map(({ by }) => by)).toEqual(["ann (console)"]);
    });
  });

  it.each(USES)("openConsoleOn() refuses %j and says why", async (line, use) => {
    await withHome(async ({ path }) => {
      const rule = PAGE_CONSOLE_RULES.find((each) => each.use === use);
      const sitting = sitDown(path);
      sitting.type(`${line}\rexit\r`);
      await sitting.ended;
      expect(sitting.screen()).toContain(`fieldpost: Cannot run ${use} here: ${rule?.why}\n`);
    });
  });

  it("openConsoleOn() refuses each row of its table in a test", () => {
    const tried = new Set(USES.map(([, use]) => use));
    expect(PAGE_CONSOLE_RULES.map(({ use }) => use)).toEqual([...tried]);
  });

  it("openConsoleOn() knows every option that names a file or an input of the machine", () => {
    const found = COMMAND_HELP.flatMap(({ name, options }) =>
      options
        .filter((each) => each.value === "FILE" || /-(?:stdin|fd)$/.test(each.name))
        .map((each) => `${name} --${each.name}`),
    );
    const served = ["serve --ports-file"];
    const refused = PAGE_CONSOLE_RULES.map(({ use }) => use.replace(/ (?:FILE|NUMBER)$/, ""));
    expect(found.filter((use) => ![...refused, ...served].includes(use))).toEqual([]);
  });

  it("openConsoleOn() shows the registry as a document, and help of what it refuses", async () => {
    await withHome(async ({ path }) => {
      const sitting = sitDown(path);
      sitting.type("registry Email/Port=587\rregistry --export\rserve --help\rexit\r");
      await sitting.ended;
      expect(sitting.screen()).toContain("[Email]\nPort = 587\n");
      expect(sitting.screen()).toContain("Is the device: delivers the queue");
    });
  });

  it("openConsoleOn() never shows a secret that is typed", async () => {
    await withHome(async ({ path }) => {
      const sitting = sitDown(path);
      await sitting.shows("/> ");
      sitting.type("ipconfig --password\r");
      await sitting.shows("Password: ");
      sitting.type("Tr0ub4dor\r");
      await sitting.shows("Password again: ");
      sitting.type("Tr0ub4dor\r");
      await sitting.shows("/> ");
      sitting.type("exit\r");
      await sitting.ended;
      expect(sitting.screen()).not.toContain("Tr0ub");
      const { registry } = await (await openFieldpost({ home: path })).registry.read();
      expect(registry.get("Email/Password")).toMatch(/^fp1:/);
    });
  });

  it("openConsoleOn() ends a watch with Ctrl-C, and redraws it in the new size", async () => {
    await withHome(async ({ path }) => {
      const sitting = sitDown(path);
      await sitting.shows("/> ");
      sitting.type("queue --watch\r");
      await sitting.shows("0 delivered");
      sitting.resize(40, 10);
      sitting.type("\u0003");
      await sitting.shows("/> ");
      sitting.type("\u0003");
      await sitting.shows("/> ");
      sitting.type("exit\r");
      await sitting.ended;
    });
  });

  it("openConsoleOn() sends nothing of a message whose writer has left", async () => {
    await withHome(async ({ path }) => {
      const unit = await openFieldpost({ home: path });
      await unit.registry.assign([
        ["IpConfig/MailHost", "localhost"],
        ["IpConfig/EmailAddress", "unit7@example.com"],
      ]);
      const sitting = sitDown(path);
      await sitting.shows("/> ");
      sitting.type("sendmail --to ops@example.net --subject Alarm\r");
      await sitting.shows("Type the message");
      sitting.type("half a messa");
      sitting.leave();
      await sitting.ended;
      const queued = [];
      for await (const { message } of unit.queue.list()) queued.push(message);
      expect(queued).toEqual([]);
    });
  });

  it("openConsoleOn() ends a command that can be interrupted when its reader has left", async () => {
    await withHome(async ({ path }) => {
      const sitting = sitDown(path);
      await sitting.shows("/> ");
      sitting.type("queue --watch\r");
      await sitting.shows("0 delivered");
      sitting.leave();
      await sitting.ended;
    });
  });
});
