import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { openFieldpost, toAscii } = await import("../../packages/runtime/dist/mod.js");
const { parseEmailAddress } = await import("../../packages/core/dist/mod.js");

export const SENDER = "unit7@example.com";
export const RECIPIENT = "ops@example.net";

/** One kilobyte of message, the same for everybody. */
export const CONTENT = Buffer.from(
  `From: ${SENDER}\r\nTo: ${RECIPIENT}\r\nSubject: Boiler\r\nMessage-ID: <1@example.com>\r\n\r\n${`${"x".repeat(62)}\r\n`.repeat(14)}`,
);

const [sender, recipient] = [SENDER, RECIPIENT].map((text) => parseEmailAddress(text, toAscii));

/** Opens a unit in a folder of its own that sends to a port of this machine. */
export async function openUnit({ port, connections = 2 }) {
  const home = await mkdtemp(join(tmpdir(), "fieldpost-bench-"));
  const unit = await openFieldpost({ home, environment: {} });
  await unit.registry.assign([
    ["IpConfig/MailHost", "localhost"],
    ["IpConfig/EmailAddress", SENDER],
    ["IpConfig/HostName", "unit7.example.com"],
    ["Email/Port", String(port)],
    ["Queue/Connections", String(connections)],
  ]);
  return { home, unit, accept: acceptTo(unit), remove: () => rm(home, { recursive: true }) };
}

/** Opens a unit once more, as another process would. */
export async function openWriter(home) {
  return acceptTo(await openFieldpost({ home, environment: {} }));
}

function acceptTo(unit) {
  return (at) =>
    unit.queue.accept({
      sender,
      recipients: [recipient],
      messageId: `<${at}@example.com>`,
      content: CONTENT,
    });
}

/** Accepts many messages: each in a file of its own, or all that come at once together. */
export async function fill(accept, count, asBurst) {
  if (asBurst) {
    await Promise.all(Array.from({ length: count }, (_, at) => accept(at)));
    return;
  }
  for (let at = 0; at < count; at++) {
    await accept(at);
  }
}

/** How many times a second something was done. */
export async function rateOf(count, act) {
  const start = performance.now();
  await act();
  return count / ((performance.now() - start) / 1000);
}
