import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createServer, type TLSSocket } from "node:tls";
import { createTestAuthority, startMockSmtp } from "@fieldpost/mock-smtp";
import { describe, expect, it } from "@jest/globals";
import { MESSAGE, openUnit } from "./_testing/delivery.ts";
import { systemClock } from "./clock.ts";
import { openFieldpost } from "./open_fieldpost.ts";

/** The clock of a unit that is opened again a day later. */
const LATER = { nowMs: () => systemClock.nowMs() + 24 * 3_600_000 };

const issued = createTestAuthority().issue({ hostNames: ["localhost"] });

/** What a well-behaved server says after so many commands of one delivery. */
const SAYS: Readonly<Record<string, readonly string[]>> = {
  "that takes one command at a time": [
    ...["220 mx\r\n", "250-mx\r\n250 CHUNKING\r\n", "250 ok\r\n", "250 ok\r\n", "250 queued\r\n"],
  ],
  "that takes a message along with its envelope": [
    ...["220 mx\r\n", "250-mx\r\n250-PIPELINING\r\n250 CHUNKING\r\n", "250 ok\r\n", "250 ok\r\n"],
    "250 queued\r\n",
  ],
};

/** How many commands have come whole, and whether the last chunk is among them. */
function commandsIn(text: string): { readonly count: number; readonly hasAll: boolean } {
  let count = 0;
  for (let at = 0; ; count++) {
    const end = text.indexOf("\r\n", at);
    if (end < 0) return { count, hasAll: false };
    const size = /^BDAT (\d+) LAST$/.exec(text.slice(at, end))?.[1];
    at = end + 2 + Number(size ?? 0);
    if (at > text.length) return { count, hasAll: false };
    if (size !== undefined) return { count: count + 1, hasAll: true };
  }
}

/** Serves one client up to an octet of what it would say, and then closes. */
function serveUpTo(
  at: number,
  says: readonly string[],
): (socket: TLSSocket, got: () => void) => void {
  const said = says.join("");
  const ends = says.map((_, index) => says.slice(0, index + 1).join("").length);
  return (socket, got) => {
    let text = "";
    let sent = 0;
    let hasAll = false;
    const say = (count: number) => {
      const upTo = ends[Math.min(count, ends.length - 1)] ?? 0;
      const end = Math.min(upTo, at);
      if (end > sent) socket.write(said.slice(sent, end));
      sent = Math.max(sent, end);
      if (upTo >= at) socket.end();
    };
    socket.on("error", () => undefined);
    socket.on("data", (bytes) => {
      text += bytes.toString("latin1");
      const commands = commandsIn(text);
      if (commands.hasAll && !hasAll) got();
      hasAll ||= commands.hasAll;
      say(commands.count);
    });
    say(0);
  };
}

async function marksIn(home: string): Promise<number> {
  let marks = 0;
  for (const part of ["queue", "runs", "done", "failed"]) {
    const folder = join(home, "spool", part);
    for (const name of await readdir(folder).catch(() => [])) {
      const text = name.endsWith(".log") ? await readFile(join(folder, name), "utf8") : "";
      marks += text.match(/ uncertain \{/g)?.length ?? 0;
    }
  }
  return marks;
}

describe("MailQueue with a server that takes chunks and breaks off", () => {
  it.each(Object.entries(SAYS))(
    "loses nothing, and marks what may come twice, with one %s",
    async (name, says) => {
      const results: { at: number; sent: number; again: number; marks: number }[] = [];
      for (let at = 0; at <= says.join("").length; at++) {
        let sent = 0;
        const serve = serveUpTo(at, says);
        const { certificate: cert, privateKey: key } = issued;
        const broken = createServer({ cert, key }, (socket) => serve(socket, () => (sent += 1)));
        broken.on("tlsClientError", () => undefined);
        await new Promise<void>((resolve) => broken.listen(0, "127.0.0.1", resolve));
        const address = broken.address();
        const port = typeof address === "object" && address !== null ? address.port : 0;
        const settings = {
          ...{ "Email/Port": port, "Email/SMTPS": "enabled" },
          "Email/SkipVerificationDangerous": "I-accept",
        };
        const { home, unit } = await openUnit({ settings });
        await unit.queue.accept(await unit.compose(MESSAGE));
        await unit.queue.run();
        await new Promise((resolve) => broken.close(resolve));
        const whole = await startMockSmtp({ listeners: [{ tls: "implicit", port }] });
        const later = await openFieldpost({ home, environment: {}, clock: LATER });
        for (let pass = 0; pass < 3; pass++) await later.queue.run();
        results.push({ at, sent, again: whole.messages.length, marks: await marksIn(home) });
        await whole.close();
      }
      process.stdout.write(
        `Crash proof: ${results.length} octets after which a server ${name} closes\n`,
      );
      const lost = results.filter((each) => each.sent + each.again === 0);
      const unmarked = results.filter((each) => each.sent + each.again > 1 && each.marks < 2);
      const unknown = results.filter((each) => each.sent > 0 && each.again > 0);
      expect({ lost, unmarked }).toEqual({ lost: [], unmarked: [] });
      expect(unknown.length).toBeGreaterThan(5);
    },
  );
});
