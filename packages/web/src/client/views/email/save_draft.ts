import type { Signal } from "@preact/signals";
import type { SaveAnswer, SaveRequest } from "../../../api/registry_api.ts";
import type { ApiFailure, ApiResult } from "../../api/api_result.ts";
import { callApi } from "../../api/call_api.ts";
import { forgetSaved, takeDraft, typedSecret, wishes } from "../../draft/email_draft.ts";
import { trialState } from "../../state/apply_live_event.ts";
import { sessionSignal } from "../../state/session_signal.ts";
import { registryState } from "../../state/unit_states.ts";
import { keepTest, testOfDraft } from "./tested_draft.ts";

/** Who changed a key meanwhile, as far as the unit has said. */
export const conflictAuthors: Signal<ReadonlyMap<string, string>> = sessionSignal(new Map());

function authorsOf({ conflicts = [] }: ApiFailure): ReadonlyMap<string, string> {
  return new Map(
    conflicts.flatMap(({ key, by }): [string, string][] => (by === null ? [] : [[key, by]])),
  );
}

/** Saves what is typed, or says with `dryRun` what saving would do; a conflict is a failure. */
export async function saveDraft(
  options: Pick<SaveRequest, "dryRun" | "confirmWithinSeconds">,
): Promise<ApiResult<SaveAnswer>> {
  const sent = takeDraft();
  const tested = testOfDraft.peek();
  const body: SaveRequest = { wishes: wishes.peek(), ...secretWish(), ...options };
  const result = await callApi<SaveAnswer>({ method: "PUT", path: "/registry", body });
  if (!result.ok) {
    // Somebody was faster: with the registry as it now is, the page finds the conflicts itself.
    if (result.failure.code === "conflict") {
      conflictAuthors.value = authorsOf(result.failure);
      await registryState.load();
    }
    return result;
  }
  if (options.dryRun === true) return result;
  trialState.value = result.value.trial ?? trialState.peek();
  await registryState.load();
  forgetSaved(sent, result.value.changes);
  keepTest(tested);
  return result;
}

function secretWish(): Pick<SaveRequest, "secret"> {
  const secret = typedSecret.peek();
  if (secret.kind === "remove") return { secret: null };
  return secret.kind === "replace" && secret.value !== "" ? { secret: secret.value } : {};
}
