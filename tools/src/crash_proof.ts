import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { printLine } from "./print_line.ts";
import { renderCrashProof } from "./render_crash_proof.ts";
import { runCutDialogues } from "./run_cut_dialogues.ts";
import { runFileFaults } from "./run_file_faults.ts";
import { runKillRounds } from "./run_kill_rounds.ts";
import { REPOSITORY_ROOT } from "./workspace.ts";

// The command behind "node tools/dist/crash_proof.js [rounds]": all of it, written to docs/crash-proof.md.
const [rounds = "300"] = process.argv.slice(2);
const files = await runFileFaults(REPOSITORY_ROOT);
printLine("File calls done.");
const cuts = await runCutDialogues({ step: 1, tlsStep: 5, patienceMs: 200 });
printLine("Octets done.");
const kills = await runKillRounds({ rounds: Number(rounds), seed: 11 });
const day = new Date().toISOString().slice(0, 10);
const page = renderCrashProof({ day, files, cuts, kills });
writeFileSync(join(REPOSITORY_ROOT, "docs/crash-proof.md"), page);
printLine(page);
const isProven =
  cuts.every(({ lost, unmarked, leaks }) => lost + unmarked + leaks === 0) &&
  kills.lost + kills.unmarked + kills.quarantined === 0;
process.exitCode = isProven ? 0 : 1;
