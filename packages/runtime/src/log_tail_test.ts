import { describe, expect, it } from "@jest/globals";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { openFieldpost } from "./open_fieldpost.ts";

describe("LogTail", () => {
  it("LogTail.read() gives what has come since, also over the ageing of the file", async () => {
    const { log } = await openFieldpost({ home: temporaryHome() });
    await log.append({ event: "before", text: "not told" });
    const tail = await log.tail();
    expect(await tail.read()).toEqual([]);
    const seen: string[] = [];
    const wanted: string[] = [];
    for (let round = 0; round < 60; round++) {
      const texts = Array.from({ length: 40 }, (_, at) => `${round} ${at} ${"ä".repeat(20)}`);
      wanted.push(...texts);
      await log.appendAll(texts.map((text) => ({ event: "note", text })));
      seen.push(...(await tail.read()).map(({ text }) => text));
    }
    expect(seen).toEqual(wanted);
    expect(await tail.read()).toEqual([]);
  });
});
