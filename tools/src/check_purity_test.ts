import { describe, expect, it } from "@jest/globals";
import { checkPureCompilerOptions, checkPurity } from "./check_purity.ts";
import { parseSource } from "./source_file.ts";

function messages(text: string, path = "packages/core/src/sample.ts"): readonly string[] {
  return checkPurity([parseSource(path, text)]).findings.map(({ message }) => message);
}

describe("checkPurity()", () => {
  it.each([
    ["const now = Date.now();", "uses Date: take the time as an argument"],
    ["function f() { return new Date(); }", "uses Date: take the time as an argument"],
    ["function f(at: Date) {}", "uses Date: take the time as an argument"],
    ["const dice = Math.random();", "uses Math.random: take the number as an argument"],
    ["const g = globalThis;", "uses globalThis: core is a function of its arguments"],
    ["new Intl.Collator();", "uses Intl: core has no locale"],
    ["'a'.localeCompare('b');", "uses localeCompare(): core has no locale"],
    ["(1).toLocaleString();", "uses toLocaleString(): core has no locale"],
    ["async function f() {}", "waits (async or await): core answers with data"],
    ["const f = async () => 1;", "waits (async or await): core answers with data"],
    ["function f(): Promise<void> {}", "uses Promise: core does not wait: answer with data"],
    ["process.exit();", "uses process: core has no process"],
    ["console.log(1);", "uses console: core returns data"],
    ["setTimeout(f);", "uses setTimeout: core says when it wants to be woken"],
    ["eval('1');", "uses eval: core is text that a person can read"],
    ["const here = import.meta.url;", "uses import.meta: core does not know where it is"],
    ["let count = 0;", "top-level let is module state"],
    ["export var count = 0;", "top-level var is module state"],
    ["class A { static count = 0; }", "static field without readonly is module state"],
    ["const seen = new Set();", '"seen" can change: give it a readonly type or "as const"'],
    [
      "const seen: Map<string, number> = new Map();",
      '"seen" can change: give it a readonly type or "as const"',
    ],
    ["const list = [1];", '"list" can change: give it a readonly type or "as const"'],
    ["const memo = {};", '"memo" can change: give it a readonly type or "as const"'],
    [
      "const scratch = new Uint8Array(64);",
      '"scratch" can change: give it a readonly type or "as const"',
    ],
    ["const X_REGEXP = /x/g; X_REGEXP.test('x');", "X_REGEXP.test remembers: drop the flag g or y"],
    ['import { readFileSync } from "node:fs";', 'imports "node:fs": only "./" files'],
    ['import { x } from "../other.ts";', 'imports "../other.ts": only "./" files'],
    ['const x = import("./other.ts");', 'imports "./other.ts": only "./" files'],
  ])("refuses %j", (text, message) => {
    expect(messages(text)).toEqual([message]);
  });

  it.each([
    'import { x } from "./other.ts";',
    "const seen: ReadonlySet<string> = new Set(['a']);",
    "const table: ReadonlyMap<string, number> = new Map();",
    "const list: readonly number[] = [1];",
    "const list = [1] as const;",
    "const row = { a: 1 } as const satisfies Row;",
    "const BYTES = new Uint8Array([13, 10]);",
    "function f() { let x = 0; const seen = new Set(); return x; }",
    "interface Stamp { readonly Date: string } function f(s: Stamp) { return s.Date; }",
    "const X_REGEXP = /x/gu; function f(s: string) { return s.replace(X_REGEXP, ''); }",
    "class A { static readonly NONE = 0; #seen = new Map(); }",
  ])("accepts %j", (text) => {
    expect(messages(text)).toEqual([]);
  });

  it("leaves tests alone", () => {
    expect(messages("const now = Date.now();", "packages/core/src/a_test.ts")).toEqual([]);
    expect(messages("const now = Date.now();", "packages/core/src/_testing/a.ts")).toEqual([]);
  });
});

describe("checkPureCompilerOptions()", () => {
  it("asks for no ambient types and for the language's own library", () => {
    expect(checkPureCompilerOptions("t.json", { types: [], lib: ["es2023"] })).toEqual([]);
    expect(
      checkPureCompilerOptions("t.json", { types: ["node"], lib: ["es2023", "dom"] }).map(
        ({ message }) => message,
      ),
    ).toEqual([
      '"types" is ["node"]: core needs []',
      '"lib" is ["es2023","dom"]: core needs ["es2023"]',
    ]);
  });
});
