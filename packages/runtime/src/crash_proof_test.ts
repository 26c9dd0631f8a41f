import { readdir, readFile, rm } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { type CapturedMessage, type MockSmtp, startMockSmtp } from "@fieldpost/mock-smtp";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { MESSAGE, mailbox, openUnit } from "./_testing/delivery.ts";
import { type CallFault, type PowerFailure, VolatileFiles } from "./_testing/volatile_files.ts";
import { systemClock } from "./clock.ts";
import type { Fieldpost } from "./fieldpost.ts";
import { openFieldpost } from "./open_fieldpost.ts";

const LATER_MS = 24 * 3_600_000;
const FAULTS: readonly CallFault[] = [
  "killed before",
  "killed after",
  "ENOSPC",
  "EIO",
  "short write",
];
const FAILURES: readonly PowerFailure[] = [
  "nothing",
  "everything",
  "names only",
  "contents only",
  "every other",
];

/** The clock of a unit that is opened again a day later. */
const LATER = { nowMs: () => systemClock.nowMs() + LATER_MS };

interface Books {
  /** Messages that `accept()` has promised to keep. */
  readonly accepted: number;
  readonly lost: readonly string[];
  /** Sent more than once without a mark that says that this could be. */
  readonly duplicatesWithoutMark: readonly string[];
  readonly duplicates: number;
}

async function acceptThree(unit: Fieldpost, label: string): Promise<string[]> {
  const composed = await Promise.all(
    ["a", "b", "c"].map((name) =>
      unit.compose({ ...MESSAGE, to: [mailbox(`${name}-${label}@example.net`)] }),
    ),
  );
  // One after the other: three files, so that one can be lost without the others, and the envelope of
  // the third leaves with the lone dot of the second.
  const kept: string[] = [];
  for (const message of composed) {
    const isKept = await unit.queue.accept(message).then(
      () => true,
      () => false,
    );
    if (isKept) kept.push(message.messageId);
  }
  return kept;
}

/** The process that died here is this one, and lives on: its claims count as a dead one's. */
async function forgetClaims(home: string): Promise<void> {
  for (const part of ["spool/queue", "spool/runs", "spool/slots"]) {
    for (const name of await readdir(join(home, part)).catch(() => [])) {
      if (/\.(?:claim|lock)$/.test(name)) await rm(join(home, part, name));
    }
  }
}

async function finish(home: string): Promise<void> {
  const unit = await openFieldpost({ home, environment: {}, clock: LATER });
  for (let pass = 0; pass < 3; pass++) await unit.queue.run();
}

/** Everything that the journals of a unit say, by Message-ID where the server's words name it. */
async function journalsOf(home: string): Promise<string[]> {
  const texts: string[] = [];
  for (const part of ["queue", "runs", "done", "failed"]) {
    const folder = join(home, "spool", part);
    for (const name of await readdir(folder)) {
      if (name.endsWith(".log")) texts.push(await readFile(join(folder, name), "utf8"));
    }
  }
  return texts;
}

async function books(
  home: string,
  accepted: readonly string[],
  delivered: readonly CapturedMessage[],
): Promise<Books> {
  const count = (id: string) => delivered.filter((m) => m.header("message-id") === id).length;
  const journals = await journalsOf(home);
  const ids = [...new Set(delivered.map((message) => message.header("message-id") ?? ""))];
  const isMarked = (id: string) => {
    const recipient = delivered.find((m) => m.header("message-id") === id)?.envelope.recipients[0];
    const journal = journals.find((text) => text.includes(recipient?.address ?? "?")) ?? "";
    return (journal.match(/ uncertain \{/g) ?? []).length > 1;
  };
  return {
    accepted: accepted.length,
    lost: accepted.filter((id) => count(id) === 0),
    duplicatesWithoutMark: ids.filter((id) => count(id) > 1 && !isMarked(id)),
    duplicates: ids.reduce((sum, id) => sum + count(id) - 1, 0),
  };
}

describe("MailQueue under a power failure", () => {
  let server: MockSmtp;
  const total = { cases: 0, accepted: 0, duplicates: 0 };

  beforeAll(async () => {
    server = await startMockSmtp({ listeners: [{ tls: "none" }], messageLimit: 100_000 });
  });

  afterAll(async () => server.close());

  async function play(at: number, fault: CallFault, power: PowerFailure): Promise<number> {
    const label = `${at}-${fault}-${power}`.replaceAll(" ", "-");
    const { home } = await openUnit({ settings: { "Email/Port": server.port() } });
    const files = new VolatileFiles(at, fault);
    const unit = await openFieldpost({ home, environment: {}, files });
    const accepted = await acceptThree(unit, label);
    await unit.queue.run().catch(() => undefined);
    await files.fail(power);
    await forgetClaims(home);
    await finish(home);
    const mine = server.messages.filter(({ envelope }) =>
      envelope.recipients.some(({ address }) => address.endsWith(`-${label}@example.net`)),
    );
    const result = await books(home, accepted, mine);
    expect({ label, lost: result.lost, unmarked: result.duplicatesWithoutMark }).toEqual({
      label,
      lost: [],
      unmarked: [],
    });
    total.cases += 1;
    total.accepted += result.accepted;
    total.duplicates += result.duplicates;
    server.clear();
    return files.calls.length;
  }

  it("loses nothing that was accepted, whichever file call it dies in and whatever the disk forgets", async () => {
    const calls = await play(Number.POSITIVE_INFINITY, "killed before", "nothing");
    expect(calls).toBeGreaterThan(25);
    for (const fault of FAULTS) {
      const failures = fault.startsWith("killed") ? FAILURES : (["nothing"] as const);
      for (let at = 0; at < calls; at++) {
        for (const power of failures) await play(at, fault, power);
      }
    }
    expect(total.cases).toBeGreaterThan(300);
    const { cases, accepted, duplicates } = total;
    const books = `${accepted} accepted, 0 lost, ${duplicates} sent twice and marked so`;
    process.stdout.write(`Crash proof: ${cases} file-call cases, ${books}\n`);
  });
});

/** What a well-behaved server says, in the order of one delivery. */
const SAYS = [
  "220 mx\r\n",
  "250 mx\r\n",
  "250 ok\r\n",
  "250 ok\r\n",
  "354 go\r\n",
  "250 queued\r\n",
];
const SAID = SAYS.join("");

/** A server that says its part up to an octet, and then does something else. */
function cutServer(
  at: number,
  then: (socket: Socket) => void,
): { serve(socket: Socket): void; got: string[] } {
  const got: string[] = [];
  return {
    got,
    serve(socket) {
      let said = 0;
      let text = "";
      const say = (upTo: number) => {
        const end = Math.min(upTo, at);
        if (end > said) socket.write(SAID.slice(said, end));
        said = Math.max(said, end);
        if (upTo >= at) then(socket);
      };
      const lengths = SAYS.map((_, index) => SAYS.slice(0, index + 1).join("").length);
      let turn = 0;
      socket.on("error", () => undefined);
      socket.on("data", (bytes) => {
        text += bytes.toString("latin1");
        const isContent = turn === 4 && !text.endsWith("\r\n.\r\n");
        if (isContent) return;
        if (turn === 4) got.push(/^Message-ID: (\S+)/im.exec(text)?.[1] ?? "");
        turn += 1;
        say(lengths[turn] ?? SAID.length + 1);
      });
      say(lengths[0] ?? 0);
    },
  };
}

describe("MailQueue with a server that breaks off", () => {
  it.each([
    ["closes", (socket: Socket) => socket.end()],
    ["resets", (socket: Socket) => socket.resetAndDestroy()],
    ["talks rubbish", (socket: Socket) => socket.write("\u0000rubbish\r\n")],
  ])("loses nothing when it %s after any octet", async (name, then) => {
    const results: { at: number; sent: number; again: number; marks: number }[] = [];
    for (let at = 0; at <= SAID.length; at++) {
      const cut = cutServer(at, then);
      const broken = createServer((socket) => cut.serve(socket)).listen(0, "127.0.0.1");
      await new Promise((resolve) => broken.once("listening", resolve));
      const address = broken.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      const { home, unit } = await openUnit({ settings: { "Email/Port": port } });
      const composed = await unit.compose(MESSAGE);
      await unit.queue.accept(composed);
      await unit.queue.run();
      await new Promise((resolve) => broken.close(resolve));
      const whole = await startMockSmtp({ listeners: [{ tls: "none", port }] });
      await finish(home);
      const marks = (await journalsOf(home)).join("").match(/ uncertain \{/g)?.length ?? 0;
      results.push({ at, sent: cut.got.length, again: whole.messages.length, marks });
      await whole.close();
    }
    process.stdout.write(`Crash proof: ${results.length} octets after which the server ${name}\n`);
    const lost = results.filter(({ sent, again }) => sent + again === 0);
    const unmarked = results.filter(({ sent, again, marks }) => sent + again > 1 && marks < 2);
    expect({ cases: results.length, lost, unmarked }).toEqual({
      cases: SAID.length + 1,
      lost: [],
      unmarked: [],
    });
  });
});
