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
  ...["\u{1f4a7}", "\u0416\u0416\u0416", "x".repeat(75), "\u00fc".repeat(30)],
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
  let isPlain = true;
  const text = (most: number, pieces: readonly string[]) =>
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
    const subject = text(4, isPlain ? PLAIN_PIECES : PIECES).replaceAll("\n", " ");
    const body = text(8, at % 4 === 3 ? PLAIN_PIECES : PIECES);
    return { from: someone(), to: list(3), cc: list(2), subject, text: body };
  });
}

/** Where an encoded line is broken is a matter of taste. */
function withoutSoftEnds(message: string): string {
  return message.replaceAll("=\r\n", "");
}

describe("composeSimple()", () => {
  it("composeSimple() makes what the library makes but for the soft line ends, or nothing", async () => {
    const made = await Promise.all(
      messages(5000).map(async (message) => {
        const simple = composeSimple(message, FIXED);
        if (simple === undefined) return undefined;
        const expected = Buffer.from(await composeAny(message, FIXED)).toString("latin1");
        return { simple: withoutSoftEnds(simple), expected: withoutSoftEnds(expected) };
      }),
    );
    const simple = made.filter((each) => each !== undefined);
    const isQuoted = (text: string) => text.includes("\r\nContent-Transfer-Encoding: quoted-");
    expect(simple.filter((each) => isQuoted(each.simple)).length).toBeGreaterThan(100);
    expect(simple.filter((each) => !isQuoted(each.simple)).length).toBeGreaterThan(100);
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

  it("composeSimple() encodes a text with long lines and letters outside ASCII", () => {
    const text = `Boiler 7: ${"x".repeat(70)} = 90 \u00b0C \n`;
    expect(
      composeSimple({ ...PLAIN, text }, FIXED)
        ?.split("\r\n")
        .slice(5),
    ).toEqual([
      "Content-Transfer-Encoding: quoted-printable",
      "MIME-Version: 1.0",
      "Content-Type: text/plain; charset=utf-8",
      "",
      `Boiler 7: ${"x".repeat(65)}=`,
      "xxxxx =3D 90 =C2=B0C=20",
      "",
    ]);
  });

  it.each([
    ["HTML", { html: "<p>", text: "a" }],
    ["an attachment", { text: "a", attachments: [{ filename: "a", content: new Uint8Array(1) }] }],
    ["no To", { text: "a", to: [] }],
    ["no text", { text: "" }],
    ["a subject with letters that need encoding", { text: "a", subject: "\u00dcber" }],
    ["a subject that must be folded", { text: "a", subject: "word ".repeat(20).trim() }],
    ["a text of another script", { text: "\u0416\u0416 a" }],
    ["a control character", { text: "a\u0007" }],
    ["a long text", { text: "a".repeat(65 * 1024) }],
    ["a name in quotes", { text: "a", to: [mailbox("a@x.net", "D, E")] }],
    ["an international domain", { text: "a", to: [mailbox("a@xn--bcher-kva.example")] }],
  ])("composeSimple() leaves %s to the library", (_what, change) => {
    expect(composeSimple({ ...PLAIN, ...change }, FIXED)).toBeUndefined();
  });
});
