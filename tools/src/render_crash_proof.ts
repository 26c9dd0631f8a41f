import { markdownTable } from "./markdown_table.ts";
import type { CutBooks } from "./run_cut_dialogues.ts";
import type { FileFaultLines } from "./run_file_faults.ts";
import type { KillBooks } from "./run_kill_rounds.ts";

/** What a whole run of the crash proof counted. */
export interface CrashProof {
  /** `2026-11-26` */
  readonly day: string;
  readonly files: FileFaultLines;
  readonly cuts: readonly CutBooks[];
  readonly kills: KillBooks;
}

/** Writes the page about the crash proof: what was done, and what came of it. */
export function renderCrashProof({ day, files, cuts, kills }: CrashProof): string {
  const sum = (name: "cases" | "lost" | "twice" | "unmarked" | "leaks") =>
    cuts.reduce((total, each) => total + each[name], 0);
  return `# The crash proof

Written by \`node tools/dist/crash_proof.js\` on ${day}; everything below was counted in that run. Smaller runs of
the same harnesses are among the tests. What a crash may leave, and why, stands in [queue.md](queue.md).

The claim: a message that was accepted is delivered, reported failed or still there; it comes twice only out of the state
"may already be delivered", which is written down and synced before; and no secret is on the wire where it may not be.

## Every file call

The files of a unit stand behind one interface, \`DurableFiles\`. A stand-in numbers its calls and, at one call after the
other, kills the unit before or after it, or answers ENOSPC, EIO or a short write. What was not synced is then kept, lost,
or kept in part: contents without names, names without contents, every other change. After each case the unit is opened
again and its queue runs to the end.

${files.map((line) => `- ${line}`).join("\n")}

## Every octet of the server's dialogue

The way to the server is cut a little later each time, until the dialogue is whole: in clear after each octet, with TLS, where
most octets are certificates, at the steps of the table. Stall means that nothing comes
any more and the client has to give up. In clear the login is a SCRAM exchange, because the server is on this machine.

${cutTable(cuts)}

Together: ${sum("cases")} cases, ${sum("lost")} lost, ${sum("twice")} came twice, ${sum("unmarked")} of them unmarked, ${sum("leaks")} secrets on the wire.

## Killed for real

In each of ${kills.rounds} rounds one process accepts messages and two deliver them, all in one directory; each is killed with
SIGKILL at a random moment. Afterwards the queue runs to its end against the capture server.

${killTable(kills)}
`;
}

function cutTable(cuts: readonly CutBooks[]): string {
  return markdownTable(
    [
      "dialogue",
      "the way",
      "octets",
      "cut after every",
      "cases",
      "lost",
      "came twice, marked so",
      "unmarked",
      "secret on the wire",
    ],
    cuts.map((each) => [
      each.dialogue,
      VERBS[each.cut],
      String(each.octets),
      each.step === 1 ? "octet" : `${each.step} octets`,
      String(each.cases),
      String(each.lost),
      String(each.twice - each.unmarked),
      String(each.unmarked),
      String(each.leaks),
    ]),
  );
}

function killTable(kills: KillBooks): string {
  return markdownTable(
    [
      "killed processes",
      "accepted",
      "lost",
      "came twice, marked so",
      "unmarked",
      "unreadable files",
    ],
    [
      [
        String(kills.killed),
        String(kills.accepted),
        String(kills.lost),
        String(kills.twice - kills.unmarked),
        String(kills.unmarked),
        String(kills.quarantined),
      ],
    ],
  );
}

const VERBS = {
  close: "is closed",
  reset: "is reset",
  stall: "stalls",
  garbage: "brings rubbish",
} as const;
