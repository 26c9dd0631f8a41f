import type { Problem, Registry, RegistryAssignment, Secret } from "@fieldpost/core";
import { judgeAssignments } from "./_judge_assignments.ts";
import { UNOPENED } from "./_unopened_secret.ts";
import { composeMessage, type OutgoingMessage } from "./compose_message.ts";
import { type DeliveryOptions, type DeliveryParts, deliverNow } from "./deliver_now.ts";
import { SECRET_KEY } from "./mail_route.ts";
import { planUnit, type UnitPlan } from "./plan_unit.ts";
import type { SendResult } from "./send_result.ts";

/** Settings that are not stored, on top of those that are. */
export interface SettingsDraft {
  /** An empty value removes a key. */
  readonly assignments: readonly RegistryAssignment[];
  /** A secret that is not stored; the stored one is used without it. */
  readonly secret?: Secret | undefined;
}

/** Settings that could not be stored either. */
export interface DraftRefusal {
  readonly kind: "refused";
  readonly problems: readonly Problem[];
}

/** What a draft is looked at with. */
export type DraftParts = DeliveryParts & { readonly machineName: string };

/**
 * A unit as it would be with settings that are not stored. Nothing of them is ever written; what it
 * sends is in the log, as everything that is sent.
 *
 * @example
 * ```ts
 * import { openFieldpost } from "@fieldpost/runtime";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const unit = await openFieldpost({ home });
 * const draft = await unit.draft({ assignments: [["Email/Port", "465"]] });
 * assert.ok(draft.kind === "draft");
 * assert.equal(draft.plan.settings.port, 465);
 * assert.equal((await unit.plan()).settings.port, 25);
 * await rm(home, { recursive: true });
 * ```
 */
export interface DraftUnit {
  readonly kind: "draft";
  readonly plan: UnitPlan;
  /**
   * Composes a message and delivers it while the caller waits.
   *
   * @throws {RuntimeFailure} If the stored secret or the CA file cannot be read
   */
  sendNow(message: OutgoingMessage, options?: DeliveryOptions): Promise<SendResult>;
}

/** Looks at a unit with a draft; a draft that could not be stored is refused with every problem. */
export async function openDraft(
  { assignments, secret }: SettingsDraft,
  parts: DraftParts,
): Promise<DraftUnit | DraftRefusal> {
  const { registry: stored } = await parts.registry.read();
  const given = secret === undefined ? [] : [[SECRET_KEY, UNOPENED] as const];
  const judged = judgeAssignments(stored, [...assignments, ...given], parts.machineName);
  if (judged.kind === "refused") return { kind: "refused", problems: judged.problems };
  const plan = await planUnit(judged.registry, parts);
  const drafted = { ...parts, ...overlay(judged.registry, secret, parts) };
  return {
    kind: "draft",
    plan,
    async sendNow(message, options = {}) {
      const composed = await composeMessage(message, parts.clock);
      return await deliverNow(composed, plan.decision, { ...drafted, ...options, forgets: true });
    },
  };
}

function overlay(
  registry: Registry,
  secret: Secret | undefined,
  { vault }: DraftParts,
): Pick<DraftParts, "registry" | "vault"> {
  return {
    registry: { read: async () => ({ registry, problems: [] }) },
    vault: {
      open: async (key, sealed) =>
        secret !== undefined && sealed === UNOPENED ? secret : await vault.open(key, sealed),
    },
  };
}
