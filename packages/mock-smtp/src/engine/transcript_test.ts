import { describe, expect, it } from "@jest/globals";
import { Transcript } from "./transcript.ts";

describe("Transcript", () => {
  it("forgets the middle of a long session, and counts it", () => {
    const transcript = new Transcript();
    for (let number = 0; number < 10_000; number++) {
      transcript.add(number, "client", String(number));
    }
    const entries = transcript.entries();
    expect(entries.length + transcript.forgotten).toBe(10_000);
    expect(entries.length).toBeLessThan(2200);
    expect(entries[63]).toEqual({ atMs: 63, by: "client", text: "63" });
    expect(entries.at(-1)).toEqual({ atMs: 9999, by: "client", text: "9999" });
    expect(transcript.slice(9998, 10_000).map((it) => it.text)).toEqual(["9998", "9999"]);
    expect(transcript.slice(0, 2).map((it) => it.text)).toEqual(["0", "1"]);
    expect(transcript.slice(100, 102)).toEqual([]);
  });

  it("bounds the characters it holds, and those of a line", () => {
    const transcript = new Transcript();
    for (let number = 0; number < 5000; number++) {
      transcript.add(0, "client", "x".repeat(2000));
    }
    const texts = transcript.entries().map((it) => it.text);
    expect(texts.join("").length).toBeLessThan(300_000);
    expect(texts.at(-1)).toMatch(/^x{1000} \[1000 more characters\]$/);
    expect(texts.length + transcript.forgotten).toBe(5000);
  });
});
