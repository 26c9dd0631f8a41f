import { describe, expect, it } from "@jest/globals";
import { makeMessage } from "../_testing/made_message.ts";
import type { CapturedMessage } from "../capture/captured_message.ts";
import { renderMbox } from "./render_mbox.ts";

const RECEIVED = new Date("2026-03-05T07:08:09Z");

function received(content: string, from = "a@x.test"): CapturedMessage {
  return makeMessage(content, { from, receivedAt: RECEIVED });
}

/** What a reader of mboxrd does. */
function readMbox(text: string): readonly string[] {
  return text
    .split(/^From .*\n/m)
    .slice(1)
    .map((entry) => entry.replace(/\n$/, "").replace(/^>(>*From )/gm, "$1"));
}

describe("renderMbox()", () => {
  it("writes the sender, the time in UTC and the message with LF", () => {
    const message = received("Subject: x\r\n\r\nHi\r\n");
    expect(renderMbox([message]).toString()).toBe(
      "From a@x.test Thu Mar  5 07:08:09 2026\nSubject: x\n\nHi\n\n",
    );
  });

  it.each([
    ["", "MAILER-DAEMON"],
    ['"a b"@x.test', '"a-b"@x.test'],
  ])("names the sender %j in one word", (from, name) => {
    const [line] = renderMbox([received("x\r\n", from)])
      .toString()
      .split("\n");
    expect(line).toBe(`From ${name} Thu Mar  5 07:08:09 2026`);
  });

  it.each([
    ["\r\nFrom here\r\n", "\nFrom here\n"],
    ["\r\n>From here\r\n>>From there\r\n", "\n>From here\n>>From there\n"],
    ["\r\nfrom below, From within\r\n", "\nfrom below, From within\n"],
    ["\r\nno line end", "\nno line end\n"],
    ["", ""],
  ])("quotes %j so that a reader gets it back", (content, text) => {
    const messages = [received(content), received("\r\nlast\r\n")];
    expect(readMbox(renderMbox(messages).toString())).toEqual([text, "\nlast\n"]);
  });

  it("keeps every byte that is no line end", () => {
    const bytes = Array.from({ length: 256 }, (_, at) => String.fromCharCode(at)).join("");
    const written = renderMbox([received(`\r\n${bytes}\r\n`)]);
    expect(written.toString("latin1")).toContain(`\n\n${bytes}\n\n`);
  });
});
