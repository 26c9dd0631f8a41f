import { describe, expect, it } from "@jest/globals";
import { runKillRounds } from "./run_kill_rounds.ts";

describe("runKillRounds()", () => {
  it("runKillRounds() finds every message that was accepted, however its processes were killed", async () => {
    const books = await runKillRounds({ rounds: 60, seed: 11 });
    const { killed, accepted, twice, ...rest } = books;
    expect(rest).toEqual({ rounds: 60, lost: 0, unmarked: 0, quarantined: 0 });
    expect(killed).toBeGreaterThan(100);
    expect(accepted).toBeGreaterThan(100);
    process.stdout.write(
      `Crash proof: ${killed} processes killed, ${accepted} accepted, 0 lost, ${twice} sent twice and marked so\n`,
    );
  });
});
