import {
  locateProblem,
  type Problem,
  REGISTRY_LIMITS,
  type RegistryImport,
  readRegistryImport,
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
  const wanted = readRegistryImport(await readDocument(words.value("import") ?? "-", io));
  const unit = await openUnit(io);
  if (wanted.refusalCount > 0) return refuse(wanted.refusals, wanted.refusalCount, context);
  const preview = await previewImport(wanted, unit);
  const isDryRun = words.has("dry-run");
  if (preview.kind === "refused") return refuse(preview.problems, preview.problems.length, context);
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
  const write = await unit.registry.assign(wanted.assignments);
  if (write.kind === "refused") return refuse(write.problems, write.problems.length, context);
  if (isJson) return reportWrite({ ...write, warnings: preview.warnings }, context, { isDryRun });
  io.write(`${countChanges(write.changes.length)} made.\n`);
  return 0;
}

async function readDocument(path: string, io: Io): Promise<string> {
  const bytes =
    path === "-"
      ? await io.readInput(LIMIT_BYTES)
      : await readInput(path, { what: "registry file", limitBytes: LIMIT_BYTES, takesPipe: true });
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

/** What importing would do, with every problem at the line of the text. */
async function previewImport(wanted: RegistryImport, unit: Fieldpost): Promise<RegistryWrite> {
  const preview = await unit.registry.preview(wanted.assignments);
  return preview.kind === "refused"
    ? { kind: "refused", problems: preview.problems.map((each) => locateProblem(each, wanted)) }
    : { ...preview, warnings: wanted.warnings };
}

function refuse(problems: readonly Problem[], count: number, context: CommandContext): number {
  const { io, isJson } = context;
  const code = reportWrite({ kind: "refused", problems: isJson ? problems : [] }, context, {
    isDryRun: context.words.has("dry-run"),
  });
  if (isJson) return code;
  reportProblems(problems, io);
  const lines = count === 1 ? "1 line is" : `${count} lines are`;
  io.writeError(`fieldpost: Cannot import the registry: ${lines} refused, nothing was changed\n`);
  return code;
}
