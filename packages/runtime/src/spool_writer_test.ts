import { describe, expect, it } from "@jest/globals";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { nodeFiles } from "./durable_files.ts";
import { SpoolWriter } from "./spool_writer.ts";

describe("SpoolWriter", () => {
  it("accept() gives names in the order of acceptance, also within a millisecond", async () => {
    const clock = { nowMs: () => 1_794_000_000_000 };
    const writer = new SpoolWriter({ queuePath: temporaryHome(), files: nodeFiles, clock });
    const names: string[] = [];
    for (let at = 0; at < 12; at++) {
      const content = Buffer.from(`${at}\r\n`);
      names.push(
        await writer.accept({ sender: null, recipients: ["a@x.net"], messageId: "<1@x>", content }),
      );
    }
    expect(names).toEqual(names.toSorted());
    expect(new Set(names).size).toBe(12);
  });
});
