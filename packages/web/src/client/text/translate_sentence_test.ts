import { describe, expect, it } from "@jest/globals";
import { sentenceTranslator } from "./translate_sentence.ts";

const say = sentenceTranslator({
  sentence: {
    "The clock is right.": "Die Uhr geht richtig.",
    "{host} does not answer.": "{host?server} antwortet nicht.",
    "{host} does not answer on {port}.": "{host?server} antwortet auf {port:port} nicht.",
    "Cannot use {key}: {is}, {accepted}":
      "{key} geht nicht: {is:fault}. Zulässig: {accepted:accepted}.",
    "By the clock{clock}, it is late.": "Nach der Uhr{clock:clock} ist es spät.",
    "{host} is not {host}.": "{host} ist nicht {host}.",
    "Line {line}: {problem}": "Zeile {line}: {problem:sentence}",
  },
  server: { "the server": "der Server", "The server": "Der Server" },
  port: { "port {number}": "Port {number}" },
  fault: { "there is a name, or a comma is missing": "ein Komma fehlt", "it is empty": "leer" },
  accepted: {
    "a list like a, b is accepted": "eine Liste wie a, b",
    "{choices} are accepted": "{choices}",
  },
  clock: { "": "", ", which says {now}": " ({now})" },
});

describe("sentenceTranslator()", () => {
  it.each([
    ["The clock is right.", "Die Uhr geht richtig."],
    ["mx.example.com does not answer.", "mx.example.com antwortet nicht."],
    ["The server does not answer on port 25.", "Der Server antwortet auf Port 25 nicht."],
    ["By the clock, it is late.", "Nach der Uhr ist es spät."],
    ["By the clock, which says 12:00, it is late.", "Nach der Uhr (12:00) ist es spät."],
    ["Line 4: The clock is right.", "Zeile 4: Die Uhr geht richtig."],
  ])("says %j", (english, german) => {
    expect(say(english)).toBe(german);
  });

  it("finds where a place ends by what the tables have, not by the first comma", () => {
    expect(
      say("Cannot use A/B: there is a name, or a comma is missing, a list like a, b is accepted"),
    ).toBe("A/B geht nicht: ein Komma fehlt. Zulässig: eine Liste wie a, b.");
    expect(say("Cannot use A/B: it is empty, x, y are accepted")).toBe(
      "A/B geht nicht: leer. Zulässig: x, y.",
    );
  });

  it("takes the sentence with the most words of its own where several fit", () => {
    expect(say("mx does not answer on port 25.")).toBe("mx antwortet auf Port 25 nicht.");
  });

  it("wants the same words where a place stands twice", () => {
    expect(say("a is not a.")).toBe("a ist nicht a.");
    expect(say("a is not b.")).toBeUndefined();
  });

  it("leaves words alone that come from elsewhere, whatever they hold", () => {
    expect(say("{host} $& does not answer.")).toBe("{host} $& antwortet nicht.");
    expect(say("The clock is right. does not answer.")).toBe(
      "The clock is right. antwortet nicht.",
    );
  });

  it("says nothing rather than half of a sentence", () => {
    expect(say("Cannot use A/B: it is odd, x are accepted")).toBeUndefined();
    expect(say("")).toBeUndefined();
    expect(say(" does not answer.")).toBeUndefined();
    expect(say(`${"x".repeat(3000)} does not answer.`)).toBeUndefined();
  });

  it("gives a text up that can be divided in too many ways", () => {
    const several = sentenceTranslator({
      sentence: { "{first}. {more}": "{first:item}. {more:sentence}", "The end.": "Ende." },
      item: { "{name} is here": "{name} ist da" },
    });
    expect(several("Ann is here. The end.")).toBe("Ann ist da. Ende.");
    expect(several(`${"Ann is here. ".repeat(200)}No end.`)).toBeUndefined();
  });
});
