import { tryParseHostName } from "@fieldpost/core";
import { toAscii as unitToAscii } from "@fieldpost/runtime";
import { expect, it } from "@jest/globals";
import { toAscii } from "./to_ascii.ts";

const NAMES: readonly string[] = [
  "bücher.example",
  "BÜCHER.example",
  "straße.example",
  "日本語.jp",
  "пример.рф",
  "mail.bücher.example.",
  "a b",
  "a/b.example",
  "ü@b.example",
  "ü:80",
  "ü?x",
  "ü#x",
  "\u00ad.example",
  "xn--bcher-kva.example",
  "xn--a",
  "☃.net",
  "",
];

it.each(NAMES)("toAscii() of %j leads to the host that the unit reads", (name) => {
  expect(tryParseHostName(name, toAscii)).toEqual(tryParseHostName(name, unitToAscii));
});
