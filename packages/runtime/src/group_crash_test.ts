import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { startMockSmtp } from "@fieldpost/mock-smtp";
import { describe, expect, it } from "@jest/globals";
import { MESSAGE, mailbox, openUnit } from "./_testing/delivery.ts";
import { type LineCut, startLineServer } from "./_testing/line_server.ts";
import { systemClock } from "./clock.ts";
import type { Fieldpost } from "./fieldpost.ts";
import { openFieldpost } from "./open_fieldpost.ts";

/** The clock of a unit that is opened again a day later. */
const LATER = { nowMs: () => systemClock.nowMs() + 24 * 3_600_000 };

/** What the server says, reply by reply, of three messages; behind the second's end goes the third's envelope. */
const OPENING = ["220 mx\r\n", "250-mx\r\n250 PIPELINING\r\n"];
const GO = ["250 ok\r\n", "250 ok\r\n", "354 go\r\n"];
const QUEUED = "250 queued\r\n";
const RESET = "250 ok\r\n";
const SAYS = [...OPENING, ...GO, QUEUED, RESET, ...GO, QUEUED, RESET, ...GO, QUEUED];

/** The octets up to the end of a reply, counted from 0. */
function octetsUpTo(at: number): number {
  return SAYS.slice(0, at + 1).join("").length;
}

/** Where in `SAYS` each message is asked for its content, and where it is taken. */
const ASKED = [4, 9, 14];
const TAKEN = [5, 10, 15];

/** The octets after which a client may have read a reply: rubbish may be the text behind its code. */
function octetsOf(at: number | undefined, cut: LineCut): number {
  if (at === undefined) return 0;
  return cut === "talks rubbish" ? octetsUpTo(at - 1) + "250 ".length : octetsUpTo(at);
}

interface Accepted {
  readonly name: string;
  readonly recipient: string;
}

/** Three messages in the order in which they leave: those of one millisecond have any. */
async function acceptThree(unit: Fieldpost): Promise<readonly Accepted[]> {
  const accepted: Accepted[] = [];
  for (const at of [1, 2, 3]) {
    const recipient = `r${at}@example.net`;
    const to = [mailbox(recipient)];
    const name = await unit.queue.accept(await unit.compose({ ...MESSAGE, to }));
    accepted.push({ name, recipient });
  }
  return accepted.sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** How often a word stands in the journals of a unit for each message; a line may stand in two of them. */
async function countsOf(
  home: string,
  word: string,
  accepted: readonly Accepted[],
): Promise<number[]> {
  const lines = new Set<string>();
  for (const part of ["queue", "runs", "done", "failed"]) {
    const folder = join(home, "spool", part);
    for (const name of await readdir(folder)) {
      const text = name.endsWith(".log") ? await readFile(join(folder, name), "utf8") : "";
      for (const line of text.split("\n")) lines.add(line);
    }
  }
  return accepted.map(
    ({ name }) => [...lines].filter((l) => l.includes(` ${name} ${word} {`)).length,
  );
}

interface Result {
  readonly at: number;
  readonly wrong: readonly string[];
  /** Messages that came twice. */
  readonly twice: number;
}

/** Cuts the dialogue after so many octets of the server, lets a good server take the rest, and looks at all of it. */
async function play(at: number, cut: LineCut): Promise<Result> {
  const broken = await startLineServer({ cutAfter: at, cut, connections: 1 });
  const settings = { "Email/Port": broken.port, "Queue/Connections": 1 };
  const { home, unit } = await openUnit({ settings });
  const accepted = await acceptThree(unit);
  await unit.queue.run();
  await broken.close();
  const early = await countsOf(home, "uncertain", accepted);
  const begun = await countsOf(home, "attempt", accepted);
  const whole = await startMockSmtp({ listeners: [{ tls: "none", port: broken.port }] });
  const later = await openFieldpost({ home, environment: {}, clock: LATER });
  for (let pass = 0; pass < 3; pass++) await later.queue.run();
  const again = whole.messages.flatMap(({ envelope }) => envelope.recipients);
  await whole.close();
  const marks = await countsOf(home, "uncertain", accepted);
  const copies = accepted.map(({ recipient }) => {
    const came = again.filter(({ address }) => address === recipient).length;
    return broken.taken.filter((taken) => taken === recipient).length + came;
  });
  const wrong = [0, 1, 2].flatMap((each) => {
    const found: string[] = [];
    if (copies[each] === 0) found.push(`${each} is lost`);
    if ((copies[each] ?? 0) > 1 && (marks[each] ?? 0) < 2) found.push(`${each} has no mark`);
    if ((early[each] ?? 0) > 0 && at < octetsOf(ASKED[each], cut))
      found.push(`${each} is marked early`);
    const before = octetsOf(TAKEN[each - 1], cut);
    if ((begun[each] ?? 0) > 0 && at < before) found.push(`${each} was begun early`);
    return found;
  });
  return { at, wrong, twice: copies.filter((count) => count > 1).length };
}

describe("MailQueue with a server that breaks off behind a group", () => {
  it.each(["closes", "resets", "talks rubbish"] as const)(
    "MailQueue loses nothing, marks what may come twice, and begins nothing too early when it %s",
    async (cut) => {
      const first = octetsUpTo(5);
      const results: Result[] = [];
      for (let at = first; at <= SAYS.join("").length; at++) results.push(await play(at, cut));
      process.stdout.write(
        `Crash proof: ${results.length} octets of a group after which a server ${cut}\n`,
      );
      expect(results.filter(({ wrong }) => wrong.length > 0)).toEqual([]);
      expect(results.reduce((sum, { twice }) => sum + twice, 0)).toBeGreaterThan(5);
    },
    240_000,
  );

  it("MailQueue never again sends an envelope along where a connection broke over one", async () => {
    const server = await startLineServer({ hatesGroups: true });
    const settings = { "Email/Port": server.port, "Queue/Connections": 1 };
    const { home, unit } = await openUnit({ settings });
    const accepted = await acceptThree(unit);
    await unit.queue.run();
    const recipients = accepted.map(({ recipient }) => recipient);
    expect(server.taken).toEqual(recipients);
    expect(await countsOf(home, "outcome", accepted)).toEqual([1, 1, 1]);
    const waiting = await unit.queue.find(accepted[1]?.name ?? "");
    expect(waiting?.status.recipients.map(({ state }) => state)).toEqual(["uncertain"]);
    const history = JSON.parse(await readFile(join(home, "history.json"), "utf8")) as object;
    expect(Object.values(history)).toMatchObject([{ refusesGroups: true }]);
    const more = await acceptThree(unit);
    await unit.queue.run();
    expect(server.taken.slice(3)).toEqual(more.map(({ recipient }) => recipient));
    await server.close();
  });
});
