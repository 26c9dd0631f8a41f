import {
  describeProblem,
  locateProblem,
  type RegistryImport,
  readRegistryImport,
} from "@fieldpost/core";
import type { ImportRequest, SaveAnswer } from "../../api/registry_api.ts";
import type { FileAnswer } from "../answer_form.ts";
import { type BoundEndpoint, bindEndpoint } from "../endpoint.ts";
import type { PagesContext } from "../pages_context.ts";
import { Refusal } from "../refusal.ts";
import { answerSave } from "../views/answer_save.ts";
import { EXPORT_REGISTRY, IMPORT_REGISTRY } from "./registry_rows.ts";

/** The endpoints that take the settings in and give them out as a text. */
export function importEndpoints(context: PagesContext): readonly BoundEndpoint[] {
  return [
    bindEndpoint(IMPORT_REGISTRY, ({ body, caller }) => importRegistry(context, body, caller.name)),
    bindEndpoint(EXPORT_REGISTRY, async (): Promise<FileAnswer> => {
      const content = await context.unit.registry.text();
      return { content, fileName: "registry.ini" };
    }),
  ];
}

async function importRegistry(
  { unit }: PagesContext,
  { document, dryRun, replace }: ImportRequest,
  by: string,
): Promise<SaveAnswer | Refusal> {
  const { registry } = await unit.registry.read();
  const wanted = readRegistryImport(document, replace ? registry : undefined);
  if (wanted.refusalCount > 0) return importRefusal(wanted);
  const request = { assignments: wanted.assignments, by };
  const save = await (dryRun ? unit.registry.previewSave(request) : unit.registry.save(request));
  const answer = answerSave(
    save.kind === "refused"
      ? { ...save, problems: save.problems.map((problem) => locateProblem(problem, wanted)) }
      : save,
  );
  // Its own warnings have no lines; those of the text have.
  return answer instanceof Refusal ? answer : { ...answer, warnings: wanted.warnings };
}

function importRefusal({ refusals, refusalCount }: RegistryImport): Refusal {
  const [first] = refusals;
  const count = refusalCount === 1 ? "1 line is" : `${refusalCount} lines are`;
  const why = first === undefined ? "" : `; ${describeProblem(first)}`;
  const message = `Cannot import the settings: ${count} refused${why}`;
  return new Refusal("refused", message, { problems: refusals });
}
