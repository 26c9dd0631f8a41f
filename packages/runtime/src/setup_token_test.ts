import { describe, expect, it } from "@jest/globals";
import { SetupToken } from "./setup_token.ts";

describe("SetupToken", () => {
  it("matches() takes the token as a person types it, until it is spent", () => {
    const token = new SetupToken();
    const text = token.text ?? "";
    expect(text).toMatch(/^(?:[2-9a-z]{4}-){6}[2-9a-z]{4}$/);
    expect(token.matches(text)).toBe(true);
    expect(token.matches(` ${text.toUpperCase().replaceAll("-", " ")}`)).toBe(true);
    expect(token.matches("")).toBe(false);
    expect(token.matches(text.slice(1))).toBe(false);
    expect(new SetupToken().matches(text)).toBe(false);
    token.spend();
    expect([token.text, token.matches(text), token.matches("")]).toEqual([undefined, false, false]);
  });
});
