import { describe, expect, it } from "@jest/globals";
import { runSoak } from "./run_soak.ts";

describe("runSoak()", () => {
  it("runSoak() balances the books of 1,000 messages through a server with faults", async () => {
    const books = await runSoak({ messages: 1000, connections: 3 });
    expect(books).toMatchObject({
      accepted: 1000,
      // A tenth is full or gone, and each of those is reported.
      reports: 100,
      failed: 100,
      delivered: 1000,
      waiting: 0,
      // One 250 in twenty was lost, and nothing else came twice.
      duplicates: 50,
      unexplained: 0,
      missing: 0,
    });
  });
});
