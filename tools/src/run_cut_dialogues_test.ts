import { describe, expect, it } from "@jest/globals";
import { runCutDialogues } from "./run_cut_dialogues.ts";

describe("runCutDialogues()", () => {
  it("runCutDialogues() loses nothing, leaks nothing and marks what comes twice, wherever the way is cut", async () => {
    const books = await runCutDialogues({ step: 37, tlsStep: 151, patienceMs: 200 });
    expect(books).toHaveLength(12);
    const cases = books.reduce((sum, each) => sum + each.cases, 0);
    process.stdout.write(`Crash proof: ${cases} octets after which the way is cut\n`);
    for (const each of books) {
      expect(each).toMatchObject({ lost: 0, unmarked: 0, leaks: 0 });
      expect(each.octets).toBeGreaterThan(200);
    }
  });
});
