import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { toAscii } from "./_testing/to_ascii.ts";
import { ContentReceiver } from "./content_receiver.ts";
import { ReceivingSession } from "./receiving_session.ts";
import { readSmtpPath } from "./smtp_command.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

const OPTIONS = { heloName: "unit7", toAscii, localDomain: "example.com" };

function play(lines: readonly string[]): readonly string[] {
  const session = new ReceivingSession(OPTIONS);
  return lines.map((line) => session.take(line).text.slice(0, 9).trimEnd());
}

describe("ReceivingSession", () => {
  it("ReceivingSession offers what it does", () => {
    const session = new ReceivingSession(OPTIONS);
    expect(session.greeting).toBe("220 unit7 ESMTP Fieldpost\r\n");
    expect(session.take("EHLO me")).toEqual({
      kind: "reply",
      text: "250-unit7\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250-ENHANCEDSTATUSCODES\r\n250 DSN\r\n",
    });
  });

  it("ReceivingSession hands over the envelope with the content", () => {
    const session = new ReceivingSession(OPTIONS);
    for (const line of ["HELO me", "mail from:<> body=8bitmime", "rcpt to:<root>"]) {
      expect(session.take(line).text).toMatch(/^250/);
    }
    const answer = session.take("DATA");
    expect(answer).toMatchObject({ kind: "content", envelope: { sender: null } });
    const texts = answer.kind === "content" ? answer.envelope.recipients : [];
    expect(texts.map(({ text }) => text)).toEqual(["root@example.com"]);
    expect(session.take("RCPT TO:<a@b.test>").text).toMatch(/^503/);
  });

  it("ReceivingSession hands over what the program wants to be told, and forgets it after that", () => {
    const session = new ReceivingSession(OPTIONS);
    const lines = [
      ...[
        "EHLO me",
        "MAIL FROM:<a@b.test> RET=hdrs ENVID=x+2By",
        "RCPT TO:<c@d.test> NOTIFY=never",
      ],
      ...["RCPT TO:<e@f.test> NOTIFY=delay,success ORCPT=rfc822;g@h.test", "RCPT TO:<i@j.test>"],
    ];
    for (const line of lines) expect(session.take(line).text).toMatch(/^250/);
    expect(session.take("DATA")).toMatchObject({
      envelope: {
        parameters: {
          ...{ ret: "HDRS", envid: "x+2By" },
          recipients: {
            "c@d.test": { notify: ["NEVER"] },
            "e@f.test": { notify: ["SUCCESS", "DELAY"], orcpt: "rfc822;g@h.test" },
          },
        },
      },
    });
    session.take("MAIL FROM:<>");
    session.take("RCPT TO:<c@d.test>");
    const second = session.take("DATA");
    expect(second.kind === "content" && "parameters" in second.envelope).toBe(false);
  });

  it.each([
    [["MAIL FROM:<a@b.test>"], ["503 5.5.1"]],
    [["EHLO"], ["501 5.5.4"]],
    [
      ["EHLO me", "RCPT TO:<a@b.test>"],
      ["250-unit7", "503 5.5.1"],
    ],
    [
      ["EHLO me", "MAIL FROM:a@b.test"],
      ["250-unit7", "501 5.5.4"],
    ],
    [
      ["EHLO me", "MAIL FROM:<a@b@c>"],
      ["250-unit7", "553 5.1.7"],
    ],
    [
      ["EHLO me", "MAIL FROM:<> SIZE=x"],
      ["250-unit7", "501 5.5.4"],
    ],
    [
      ["EHLO me", "MAIL FROM:<> RET=ALL", "MAIL FROM:<> ENVID=+0A", "MAIL FROM:<> REQUIRETLS"],
      ["250-unit7", "501 5.5.4", "501 5.5.4", "555 5.5.4"],
    ],
    [
      [
        ...["EHLO me", "MAIL FROM:<> RET=FULL ENVID=id", "RCPT TO:<a@b.test> NOTIFY=NEVER,DELAY"],
        ...["RCPT TO:<a@b.test> ORCPT=a@b.test", "RCPT TO:<a@b.test> RET=FULL"],
      ],
      ["250-unit7", "250 2.1.0", "501 5.5.4", "501 5.5.4", "555 5.5.4"],
    ],
    [
      ["EHLO me", "MAIL FROM:<>", "MAIL FROM:<>"],
      ["250-unit7", "250 2.1.0", "503 5.5.1"],
    ],
    [
      ["EHLO me", "MAIL FROM:<>", "DATA"],
      ["250-unit7", "250 2.1.0", "554 5.5.1"],
    ],
    [
      ["EHLO me", "MAIL FROM:<>", "RCPT TO:<-x>", "RCPT TO:<two words>", "RSET", "DATA"],
      ["250-unit7", "250 2.1.0", "250 2.1.5", "553 5.1.3", "250 2.0.0", "503 5.5.1"],
    ],
    [
      ["NOOP", "VRFY a", "HELP", "QUIT"],
      ["250 2.0.0", "252 2.1.5", "214 2.0.0", "221 2.0.0"],
    ],
    [["STARTTLS", "AUTH PLAIN", "EXPN a", "", "250 ok"], Array(5).fill("500 5.5.1")],
    [["x".repeat(5000)], ["500 5.5.2"]],
  ])("ReceivingSession answers %j", (lines, replies) => {
    expect(play(lines)).toEqual(replies);
  });

  it("ReceivingSession answers each of many random lines with one reply", () => {
    const random = new SeededRandom(5321);
    const pieces = [
      "EHLO ",
      "MAIL FROM:",
      "RCPT TO:",
      "DATA",
      "<a@b.test>",
      "<",
      ">",
      '"',
      "\0",
      " ",
    ];
    const session = new ReceivingSession(OPTIONS);
    for (let round = 0; round < 5000; round++) {
      const { text } = session.take(random.text(pieces, 5));
      expect(text).toMatch(/^(?:[2345]\d\d-[^\r\n]*\r\n)*[2345]\d\d [^\r\n]*\r\n$/);
    }
  });
});

describe("readSmtpPath()", () => {
  it.each([
    ["<>", ""],
    ['<"a>b"@c.test>', '"a>b"@c.test'],
    ["<a@b.test> SIZE=1", "a@b.test"],
    ["<a@b.test>SIZE=1", undefined],
    ["<a", undefined],
    ["<<a>>", undefined],
  ])("readSmtpPath() reads %j as %j", (argument, path) => {
    expect(readSmtpPath(argument)?.path).toBe(path);
  });
});

describe("ContentReceiver", () => {
  it.each([
    [".\r\n", "", ""],
    ["a\r\n.\r\nQUIT", "a\r\n", "QUIT"],
    ["..\r\n.a\r\n.\r\n", ".\r\na\r\n", ""],
    ["a\n.\nb\r\n.\r\n", "a\n.\nb\r\n", ""],
    ["a\r.\r\nb\r\n.\r\n", "a\r.\r\nb\r\n", ""],
    ["a\r\n.\n\r\n.\r\n", "a\r\n\n\r\n", ""],
    ["a\r\n.\rb\r\n.\r\n", "a\r\n\rb\r\n", ""],
    ["a", "a", undefined],
  ])("ContentReceiver takes %j as %j at every split", (text, content, rest) => {
    const bytes = encodeUtf8(text);
    for (let split = 0; split <= bytes.length; split++) {
      const receiver = new ContentReceiver();
      const first = receiver.push(bytes.subarray(0, split));
      const second =
        first.rest === undefined
          ? receiver.push(bytes.subarray(split))
          : {
              content: new Uint8Array(0),
              rest: new Uint8Array([...first.rest, ...bytes.subarray(split)]),
            };
      expect(decodeUtf8(first.content) + decodeUtf8(second.content)).toBe(content);
      expect(second.rest && decodeUtf8(second.rest)).toBe(rest);
    }
  });
});
