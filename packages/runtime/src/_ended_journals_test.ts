import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { formatJournalEntry } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { EndedJournals, KNOWN_MESSAGES } from "./_ended_journals.ts";
import { temporaryHome } from "./_testing/temporary_home.ts";

const EACH = 100;

/** A journal that says of many messages that they were deleted. */
function journalOf(first: number): string {
  const entries = Array.from({ length: EACH }, (_, at) => ({
    message: `0mgfs9z8x${String(first + at).padStart(10, "0")}-1`,
    atMs: 60_000,
    event: { kind: "deleted" } as const,
  }));
  return entries.map((entry) => `${formatJournalEntry(entry, "T")}\n`).join("");
}

async function folders(): Promise<string> {
  const path = temporaryHome();
  for (const part of ["done", "failed", "runs"]) await mkdir(join(path, part));
  return path;
}

describe("EndedJournals", () => {
  it("EndedJournals remembers so many messages, however many journals it has read", async () => {
    const path = await folders();
    const journals = new EndedJournals(path);
    const counts: number[] = [];
    for (let at = 0; at < 20; at++) {
      await writeFile(join(path, "done", `run-${at}.log`), journalOf(at * EACH));
      counts.push((await journals.of({ part: "done", name: `run-${at}` })).length);
    }
    expect(counts).toEqual(Array.from({ length: 20 }, () => EACH));
    expect(journals.size).toBe(KNOWN_MESSAGES);
  });

  it("EndedJournals reads a journal that has changed again, and remembers it once", async () => {
    const path = await folders();
    const journals = new EndedJournals(path);
    const file = join(path, "runs", "run.log");
    await writeFile(file, journalOf(0));
    expect((await journals.of({ part: "runs", name: "run" })).length).toBe(EACH);
    await writeFile(file, journalOf(EACH), { flag: "a" });
    expect((await journals.of({ part: "runs", name: "run" })).length).toBe(2 * EACH);
    expect(journals.size).toBe(2 * EACH);
  });

  it("EndedJournals.of() finds a journal that has moved since it was listed", async () => {
    const path = await folders();
    const journals = new EndedJournals(path);
    await writeFile(join(path, "runs", "run.log"), journalOf(0));
    await rename(join(path, "runs", "run.log"), join(path, "done", "run.log"));
    expect((await journals.of({ part: "runs", name: "run" })).length).toBe(EACH);
    expect(await journals.of({ part: "runs", name: "another" })).toEqual([]);
  });
});
