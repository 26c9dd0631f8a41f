import { describeProblem } from "@fieldpost/core";
import type { RegistryConflict, RegistrySave } from "@fieldpost/runtime";
import type { SaveAnswer } from "../../api/registry_api.ts";
import { Refusal } from "../refusal.ts";
import { changeView, trialView } from "./registry_views.ts";

/** What became of a save, as an answer or a refusal. */
export function answerSave(save: RegistrySave): SaveAnswer | Refusal {
  switch (save.kind) {
    case "written": {
      const { changes, warnings, trial } = save;
      return { changes: changes.map(changeView), warnings, trial: trialView(trial) };
    }
    case "refused": {
      const [first] = save.problems;
      const why = first === undefined ? "Cannot change the settings" : describeProblem(first);
      return new Refusal("refused", why, { problems: save.problems });
    }
    case "conflict":
      return conflictRefusal(save.conflicts);
    case "on-trial": {
      const { by } = save.trial;
      const message = `Cannot begin a trial: one of ${by} runs, confirm it or take it back first`;
      return new Refusal("conflict", message, { conflicts: [] });
    }
  }
}

function conflictRefusal(conflicts: readonly RegistryConflict[]): Refusal {
  const keys = conflicts.map(({ key }) => key).slice(0, 5);
  const message = `Cannot change ${keys.join(", ")}: somebody else has changed it meanwhile, look at what is there now`;
  return new Refusal("conflict", message, {
    conflicts: conflicts.map((each) => ({ ...each, by: each.by ?? null })),
  });
}
