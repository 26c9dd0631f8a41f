import {
  checkAssignment,
  foldRegistryKey,
  isWarning,
  type Problem,
  parseRegistryDocument,
  REGISTRY_LIMITS,
  type RegistryDocument,
} from "@fieldpost/core";
import { type Fieldpost, type RegistryWrite, readInput } from "@fieldpost/runtime";
import { agreeToChanges, countChanges } from "../agree_to_changes.ts";
import { CliFailure } from "../cli_failure.ts";
import type { CommandContext } from "../command.ts";
import type { Io } from "../io.ts";
import { openUnit } from "../open_unit.ts";
import { reportProblems, reportWarnings, reportWrite } from "../report_write.ts";
import { renderChange } from "../text/render_registry.ts";

// Four octets are the longest character: a longer file cannot be within the limit.
const LIMIT_BYTES = REGISTRY_LIMITS.documentLength * 4;

/** `registry --import file`: reports every change before it is made, and makes all or none. */
export async function importRegistry(context: CommandContext): Promise<number> {
  const { io, words, isJson } = context;
  words.allowNoOperand("registry", "--import takes one file");
  const document = parseRegistryDocument(await readDocument(words.value("import") ?? "-", io), {
    problems: Number.MAX_SAFE_INTEGER,
  });
  const unit = await openUnit(io);
  const preview = await previewDocument(document, unit);
  const isDryRun = words.has("dry-run");
  if (preview.kind === "refused") return refuse(preview.problems, context);
  if (isDryRun || preview.changes.length === 0) return reportWrite(preview, context, { isDryRun });
  if (!isJson) {
    reportWarnings(preview.warnings, io);
    const count = countChanges(preview.changes.length);
    io.write(`${count} to make:\n${preview.changes.map(renderChange).join("")}`);
    if (
      !words.has("yes") &&
      io.isInteractive &&
      !(await agreeToChanges(count, "import the registry", io))
    ) {
      io.write("Nothing was changed.\n");
      return 0;
    }
  }
  const write = await unit.registry.assign(assignmentsOf(document));
  if (write.kind === "refused") return refuse(write.problems, context);
  if (isJson) return reportWrite({ ...write, warnings: preview.warnings }, context, { isDryRun });
  io.write(`${countChanges(write.changes.length)} made.\n`);
  return 0;
}

async function readDocument(path: string, io: Io): Promise<string> {
  const bytes =
    path === "-"
      ? await io.readInput(LIMIT_BYTES)
      : await readInput(path, { what: "registry file", limitBytes: LIMIT_BYTES });
  if (bytes === undefined) {
    const why = `it has more than ${LIMIT_BYTES} octets, at most ${REGISTRY_LIMITS.documentLength} characters are accepted`;
    throw new CliFailure("input-invalid", `Cannot import the registry: ${why}`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    const why = "it is not UTF-8, a text in UTF-8 is accepted";
    throw new CliFailure("input-invalid", `Cannot import the registry: ${why}`, { cause: error });
  }
}

/** What importing would do, with every problem of the text at its line. */
async function previewDocument(
  document: RegistryDocument,
  unit: Fieldpost,
): Promise<RegistryWrite> {
  const problems = [
    ...document.problems,
    ...document.entries.flatMap(({ key, value, line }) =>
      checkAssignment(key, value).map((problem) => ({ ...problem, line })),
    ),
  ].toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
  const refusals = problems.filter((problem) => !isWarning(problem));
  if (refusals.length > 0) return { kind: "refused", problems: refusals };
  const preview = await unit.registry.preview(assignmentsOf(document));
  return preview.kind === "refused"
    ? { kind: "refused", problems: preview.problems.map((problem) => withLine(problem, document)) }
    : { ...preview, warnings: problems };
}

function assignmentsOf({ entries }: RegistryDocument): (readonly [string, string])[] {
  return entries.map(({ key, value }) => [key, value] as const);
}

function withLine(problem: Problem, { entries }: RegistryDocument): Problem {
  const folded = foldRegistryKey(problem.path);
  const entry = entries.findLast(({ key }) => foldRegistryKey(key) === folded);
  return entry === undefined ? problem : { ...problem, line: entry.line };
}

function refuse(problems: readonly Problem[], context: CommandContext): number {
  const { io, isJson } = context;
  const code = reportWrite({ kind: "refused", problems: isJson ? problems : [] }, context, {
    isDryRun: context.words.has("dry-run"),
  });
  if (isJson) return code;
  reportProblems(problems, io);
  const count = problems.length === 1 ? "1 line is" : `${problems.length} lines are`;
  io.writeError(`fieldpost: Cannot import the registry: ${count} refused, nothing was changed\n`);
  return code;
}
