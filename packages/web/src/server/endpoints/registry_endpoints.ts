import { Secret } from "@fieldpost/core";
import {
  type Fieldpost,
  isPlausible,
  type RegistrySaveRequest,
  type TrialEnd,
} from "@fieldpost/runtime";
import type {
  RegistryState,
  SaveAnswer,
  SaveRequest,
  TrialRequest,
} from "../../api/registry_api.ts";
import { type BoundEndpoint, bindEndpoint } from "../endpoint.ts";
import type { PagesContext } from "../pages_context.ts";
import { Refusal } from "../refusal.ts";
import { PROVED_EVENT } from "../tested_settings.ts";
import { answerSave } from "../views/answer_save.ts";
import { changeView, entryViews, historyView, trialView } from "../views/registry_views.ts";
import { importEndpoints } from "./import_endpoints.ts";
import { END_TRIAL, READ_HISTORY, READ_REGISTRY, SAVE_REGISTRY } from "./registry_rows.ts";

/** The endpoints of the settings. */
export function registryEndpoints(context: PagesContext): readonly BoundEndpoint[] {
  const { unit } = context;
  return [
    bindEndpoint(READ_REGISTRY, () => readRegistry(unit)),
    bindEndpoint(SAVE_REGISTRY, ({ body, caller }) => saveRegistry(context, body, caller.name)),
    bindEndpoint(END_TRIAL, ({ body, caller }) => endTrial(unit, body, caller.name)),
    bindEndpoint(READ_HISTORY, async ({ query }) => {
      const history = await unit.registry.history();
      return { entries: history.slice(0, query.limit).map(historyView) };
    }),
    ...importEndpoints(context),
  ];
}

async function readRegistry(unit: Fieldpost): Promise<RegistryState> {
  const { registry, problems } = await unit.registry.read();
  return {
    entries: entryViews(registry),
    problems,
    machineName: unit.machineName,
    clockIsPlausible: isPlausible(unit.clock),
    trial: trialView(await unit.registry.trial()),
  };
}

async function saveRegistry(
  { unit, tested }: Pick<PagesContext, "unit" | "tested">,
  { wishes, secret, dryRun, confirmWithinSeconds }: SaveRequest,
  by: string,
): Promise<SaveAnswer | Refusal> {
  const request: RegistrySaveRequest = {
    assignments: wishes.map(({ key, value }) => [key, value ?? ""] as const),
    was: wishes.map(({ key, was }) => ({ key, was })),
    secret: typeof secret === "string" ? new Secret(secret) : secret,
    trialSeconds: confirmWithinSeconds,
    by,
  };
  const { registry } = unit;
  if (dryRun) return answerSave(await registry.previewSave(request));
  const save = await registry.save(request);
  if (save.kind === "written") await noteProof({ unit, tested }, secret ?? undefined, by);
  return answerSave(save);
}

/** What is stored now needs no other test when it is what was tested. */
async function noteProof(
  { unit, tested }: Pick<PagesContext, "unit" | "tested">,
  secret: string | undefined,
  by: string,
): Promise<void> {
  const { registry } = await unit.registry.read();
  if (!tested.has(registry, secret)) return;
  const text = `Page: a test message was delivered with the settings that ${by} has saved`;
  await unit.log.append({ event: PROVED_EVENT, text, facts: { by } });
}

async function endTrial(
  unit: Fieldpost,
  { id, action }: TrialRequest,
  by: string,
): Promise<SaveAnswer | Refusal> {
  const end: TrialEnd | undefined = await unit.registry.endTrial(id, action, by);
  if (end === undefined) {
    const why = "it is over already, the settings say what became of it";
    return new Refusal("not-found", `Cannot end the trial: ${why}`);
  }
  return { changes: end.changes.map(changeView), warnings: [], trial: null };
}
