import { expect, it } from "@jest/globals";
import { hrefTo, parseRoute } from "./route.ts";

const ROWS: readonly (readonly [string, string, readonly string[], string])[] = [
  ["", "", [], ""],
  ["#/", "", [], ""],
  ["#/email", "email", [], ""],
  ["#/outbox/m%2F1", "outbox", ["m/1"], ""],
  ["#/registry?key=Email%2FPort", "registry", [], "key=Email%2FPort"],
  ["#/outbox/%zz", "outbox", ["%zz"], ""],
];

it.each(ROWS)("parseRoute() reads %j", (hash, page, rest, query) => {
  const route = parseRoute(hash);
  expect([route.page, route.rest, route.query.toString()]).toEqual([page, rest, query]);
});

it("hrefTo() is read back by parseRoute()", () => {
  const { page, rest } = parseRoute(hrefTo("outbox", "a/b ü", "c?d"));
  expect([page, rest]).toEqual(["outbox", ["a/b ü", "c?d"]]);
});
