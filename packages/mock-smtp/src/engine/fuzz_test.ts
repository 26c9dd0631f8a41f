import { describe, expect, it } from "@jest/globals";
import { openTestSession } from "../_testing/test_session.ts";
import { seededRandom } from "../faults/seeded_random.ts";

const WORDS = [
  ...["EHLO x", "HELO x", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "BDAT 3", "BDAT 3 LAST"],
  ...["AUTH PLAIN", "AUTH LOGIN =", "AUTH CRAM-MD5", "STARTTLS", "RSET", "NOOP", "QUIT", "HELP"],
  ...["\r\n", "\r\n", "\r\n", "\n", "\r", ".", "\r\n.\r\n", "..", " ", "<", ">", '"', "\\", "\0"],
  ...["=", "*", "AGEAYg==", " SIZE=9", " BODY=8BITMIME", "\xff\xfe", "ü", "x".repeat(600)],
];

/** Inputs that once went wrong, or are near to what did in other servers. */
const CORPUS: readonly string[] = [
  "\r\n.\r\n",
  "EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n\r\n.\n.\r\n.\r\n",
  "EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\nx\n.\r\nMAIL FROM:<evil@b>\r\n.\r\n",
  "EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nBDAT 999999999999999\r\nQUIT\r\n",
  "EHLO x\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nBDAT 0 LAST\r\nBDAT 0 LAST\r\n",
  "EHLO x\r\nAUTH PLAIN\r\nAUTH PLAIN\r\n*\r\n",
  "EHLO x\r\nSTARTTLS\r\nEHLO y\r\nQUIT\r\n",
  'MAIL FROM:<@@@:@>\r\nRCPT TO:<"\\\r\n',
  "QUIT\r\nQUIT\r\nNOOP\r\n",
];

interface Outcome {
  readonly output: string;
  readonly stored: readonly string[];
  readonly accepted: number;
}

function play(pieces: readonly Buffer[]): Outcome {
  const session = openTestSession({ sizeLimitBytes: 2000 });
  for (const piece of pieces) {
    session.send(piece);
  }
  session.engine.closed();
  const output = session.output();
  return { output, stored: session.stored(), accepted: output.split("queued as").length - 1 };
}

function cutUp(bytes: Buffer, random: () => number): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = 1 + Math.floor(random() * 40);
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}

/** What must hold for any bytes at all. */
function check(bytes: Buffer, random: () => number): void {
  const whole = play([bytes]);
  expect(whole.stored.length).toBe(whole.accepted);
  for (const message of whole.stored) {
    expect(bytes.includes(Buffer.from(message, "latin1"))).toBe(true);
  }
  for (const line of whole.output.split("\r\n").slice(0, -1)) {
    expect(line).toMatch(/^[2-5]\d\d[ -]/);
  }
  const lines = bytes.toString("latin1").split("\n").length;
  const replies = whole.output.split("\r\n").filter((line) => line[3] === " ").length;
  expect(replies).toBeLessThanOrEqual(lines + whole.output.split("250 2.0.0 3 bytes").length + 2);
  // Nothing depends on where the bytes are cut: early content is a warning, not another reply.
  expect(play(cutUp(bytes, random)).output.replace(/<[^<>]*@mx\.test>|334 \S+/g, "")).toBe(
    whole.output.replace(/<[^<>]*@mx\.test>|334 \S+/g, ""),
  );
}

describe("SmtpEngine", () => {
  it("stands what once went wrong elsewhere", () => {
    const random = seededRandom(1);
    for (const text of CORPUS) {
      check(Buffer.from(text, "latin1"), random);
    }
  });

  it("stands three thousand random dialogues", () => {
    const random = seededRandom(20_261_122);
    for (let run = 0; run < 3000; run++) {
      const words = Array.from(
        { length: 1 + Math.floor(random() * 40) },
        () => WORDS[Math.floor(random() * WORDS.length)] ?? "",
      );
      check(Buffer.from(words.join(random() < 0.7 ? "\r\n" : ""), "latin1"), random);
    }
  });
});
