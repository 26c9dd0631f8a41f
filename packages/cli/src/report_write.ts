import { describeProblem, type Problem } from "@fieldpost/core";
import type { RegistryWrite } from "@fieldpost/runtime";
import type { CommandContext } from "./command.ts";
import { CLI_EXIT_CODES } from "./exit_code.ts";
import type { Io } from "./io.ts";
import { renderJson } from "./text/render_json.ts";
import { answerChange, answerProblem, renderChange } from "./text/render_registry.ts";
import { showLine } from "./text/show_text.ts";

const LISTED_WARNINGS = 20;

/** Tells what became of assignments, or what would, and answers the exit code. */
export function reportWrite(
  write: RegistryWrite,
  { io, isJson }: Pick<CommandContext, "io" | "isJson">,
  { isDryRun }: { readonly isDryRun: boolean },
): number {
  const isRefused = write.kind === "refused";
  const changes = isRefused ? [] : write.changes;
  const warnings = isRefused ? [] : write.warnings;
  const refusals = isRefused ? write.problems : [];
  if (isJson) {
    io.write(
      renderJson({
        dryRun: isDryRun,
        changes: changes.map(answerChange),
        warnings: warnings.map(answerProblem),
        refusals: refusals.map(answerProblem),
      }),
    );
  } else {
    reportProblems(refusals, io);
    reportWarnings(warnings, io);
    io.write(changes.map(renderChange).join(""));
    if (!isRefused && changes.length === 0) io.write("Nothing to change.\n");
    else if (!isRefused && isDryRun) io.write("Nothing was changed: this was a dry run.\n");
  }
  return isRefused ? CLI_EXIT_CODES["registry-refused"] : 0;
}

/** Tells every problem that refuses. */
export function reportProblems(problems: readonly Problem[], io: Io): void {
  for (const problem of problems) {
    io.writeError(`fieldpost: ${showLine(describeProblem(problem))}\n`);
  }
}

/** Tells the first warnings and counts the others. */
export function reportWarnings(warnings: readonly Problem[], io: Io): void {
  for (const problem of warnings.slice(0, LISTED_WARNINGS)) {
    io.writeError(`fieldpost: warning: ${showLine(describeProblem(problem))}\n`);
  }
  const more = warnings.length - LISTED_WARNINGS;
  if (more > 0) io.writeError(`fieldpost: warning: ${more} more warnings are not listed\n`);
}
