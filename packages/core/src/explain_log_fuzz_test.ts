import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { explainLog } from "./explain_log.ts";

const PIECES = [
  "\n",
  "\r\n",
  "S: ",
  "C: ",
  "SERVER -> CLIENT: ",
  "CLIENT -> SERVER: ",
  "send: '",
  "reply: b'",
  "<-- ",
  " -> ",
  "<** ",
  "  ",
  "535",
  "535-5.7.8 ",
  "250-",
  "334 ",
  "354",
  "550 5.1.1 no",
  "said: ",
  "(in reply to RCPT TO command)",
  "AUTH PLAIN ",
  "AUTH LOGIN",
  "AGpvZQBodW50ZXIy",
  "password=",
  '"',
  "'",
  "\\",
  "://a:b@",
  "Bearer ",
  ":587",
  "smtp.gmail.com",
  "host=",
  "login(",
  ",",
  ")",
  "{",
  "wrong version number",
  "timed out",
  "\u0000",
  "\ud83d",
  "é",
  "334 VXNlciBOYW1lAA==",
  "postfix/smtp[1]:",
] as const;

/** A blob that sticks to a letter before it is no blob any more. */
const APART = PIECES.map((piece) => piece.replace(/^AG.*/, " $& "));

/** Patterns that make a careless expression try again and again. */
const NASTY = [
  "pass ",
  'password="',
  "password='\\",
  "a.",
  "a.b:25 ",
  'login("',
  "http://a:",
  "535 ",
  "'\"\\",
  "said: 550 x(in reply to ",
  "AUTH PLAIN ",
  "certificate is valid for ",
  "(550, b'",
  " \t",
  "====",
  "--pass=",
  "user=",
  "host name ",
  "aaaa",
  "------- ",
  "220 a-",
  "Bearer ",
] as const;

describe("explainLog() on noise", () => {
  it("never throws, keeps every line, and answers the same twice", () => {
    const random = new SeededRandom(11);
    for (let round = 0; round < 3000; round += 1) {
      const text = random.text(PIECES, 40);
      const first = explainLog(text);
      expect(first.log.split("\n").length).toBe(text.split("\n").length);
      expect(explainLog(text)).toEqual(first);
    }
  });

  it("finds nothing new in what it has redacted", () => {
    const random = new SeededRandom(12);
    for (let round = 0; round < 1000; round += 1) {
      const { log } = explainLog(random.text(APART, 30));
      expect(log).not.toContain("AGpvZQBodW50ZXIy");
    }
  });

  it.each(NASTY.map((piece) => [piece]))("comes to an end on a log full of %j", (piece) => {
    const line = piece.repeat(Math.ceil(16_000 / piece.length));
    expect(explainLog(`${line}\n`.repeat(66)).isCut).toBe(true);
  });
});
