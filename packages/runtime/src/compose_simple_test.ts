import type { Mailbox } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { composeSimple } from "./_compose_simple.ts";
import { mailbox } from "./_testing/delivery.ts";
import { composeAny, type OutgoingMessage } from "./compose_message.ts";

const FIXED = { messageId: "<1@example.com>", date: new Date("2026-11-06T03:04:05Z") };
const FROM = mailbox("unit7@example.com", "Unit 7");
const PLAIN: OutgoingMessage = { from: FROM, to: [mailbox("ops@example.net")], subject: "Boot" };

/** Pieces of a text: what is plain, what only looks so, and what is not. */
const PLAIN_PIECES = [
  ...["a", "word", "0", " ", "  ", "\n", "\n\n", ".", "\n.", "\nFrom ", "-- \n", "=", "=3D", "?"],
  ...[":", ";", ",", '"', "(", "<x>", "\\", "=?utf-8?q?a?=", "http://a.example/b?c=d&e"],
];
const PIECES = [
  ...PLAIN_PIECES,
  ...["a long line of words that comes to fifty or so letters", "\t", "\r", "\u00e4", "\u20ac"],
];

function* noise(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state;
  }
}

function messages(count: number): OutgoingMessage[] {
  const source = noise(5322);
  const below = (bound: number) => (source.next().value >>> 8) % bound;
  let pieces = PLAIN_PIECES;
  let isPlain = true;
  const text = (most: number) =>
    Array.from({ length: 1 + below(most) }, () => pieces[below(pieces.length)]).join("");
  const someone = (): Mailbox =>
    mailbox(
      ["a@x.net", "first.last+tag@mail.example.com", "UP@Example.net", "o'b@x.net"][
        isPlain ? below(2) : below(4)
      ] ?? "",
      [undefined, "Ann", "Ann B 2", "D, E", "\u00c4nne", 'Q "q"'][isPlain ? below(3) : below(6)],
    );
  const list = (most: number) => Array.from({ length: below(most + 1) }, someone);
  return Array.from({ length: count }, (_, at) => {
    isPlain = at % 4 > 0;
    pieces = isPlain ? PLAIN_PIECES : PIECES;
    const subject = text(4).replaceAll("\n", " ");
    return { from: someone(), to: list(3), cc: list(2), subject, text: text(8) };
  });
}

describe("composeSimple()", () => {
  it("composeSimple() makes what the library makes, or nothing", async () => {
    const made = await Promise.all(
      messages(4000).map(async (message) => {
        const simple = composeSimple(message, FIXED);
        if (simple === undefined) return undefined;
        const expected = Buffer.from(await composeAny(message, FIXED)).toString("latin1");
        return { simple, expected };
      }),
    );
    const simple = made.filter((each) => each !== undefined);
    expect(simple.length).toBeGreaterThan(100);
    expect(simple.find((each) => each.simple !== each.expected)).toBeUndefined();
  });

  it("composeSimple() makes a message of an alarm", () => {
    expect(composeSimple({ ...PLAIN, cc: [FROM], text: "Pump 3\nhas stopped.\n" }, FIXED)).toBe(
      [
        "From: Unit 7 <unit7@example.com>",
        "To: ops@example.net",
        "Cc: Unit 7 <unit7@example.com>",
        "Subject: Boot",
        "Message-ID: <1@example.com>",
        "Date: Fri, 06 Nov 2026 03:04:05 +0000",
        "Content-Transfer-Encoding: 7bit",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Pump 3",
        "has stopped.",
        "",
      ].join("\r\n"),
    );
  });

  it.each([
    ["HTML", { html: "<p>", text: "a" }],
    ["an attachment", { text: "a", attachments: [{ filename: "a", content: new Uint8Array(1) }] }],
    ["no To", { text: "a", to: [] }],
    ["no text", { text: "" }],
    ["a subject with letters that need encoding", { text: "a", subject: "\u00dcber" }],
    ["a subject that must be folded", { text: "a", subject: "word ".repeat(20).trim() }],
    ["a long line", { text: "a".repeat(77) }],
    ["a name in quotes", { text: "a", to: [mailbox("a@x.net", "D, E")] }],
    ["an international domain", { text: "a", to: [mailbox("a@xn--bcher-kva.example")] }],
  ])("composeSimple() leaves %s to the library", (_what, change) => {
    expect(composeSimple({ ...PLAIN, ...change }, FIXED)).toBeUndefined();
  });
});
