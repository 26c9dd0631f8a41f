import { isNewUnit, type OverviewFacts, overviewOf, unitNameOf } from "@fieldpost/core";
import { type EndedMessage, isPlausible, type SeenCertificate } from "@fieldpost/runtime";
import type { CertificateView, OverviewState } from "../../api/overview_api.ts";
import type { QueueSummary } from "../../api/queue_api.ts";
import type { PagesContext } from "../pages_context.ts";
import { isoTime, isoTimeOrNull } from "./iso_time.ts";
import { lastDelivery } from "./last_delivery.ts";
import { queueSummary } from "./queue_summary.ts";
import { trialView } from "./registry_views.ts";
import { sendingProof } from "./sending_proof.ts";

/** Messages that have left the queue and that an overview looks at. */
export const OVERVIEW_ENDED = 200;

const WEEK_MS = 7 * 86_400_000;

/** Reads everything that an overview is made from, and makes it. */
export async function readOverview(
  context: Pick<PagesContext, "unit" | "listing" | "version" | "startedAtMs">,
): Promise<OverviewState> {
  const { unit, listing, version, startedAtMs } = context;
  const { registry } = await unit.registry.read();
  const ended = await listing.ended(OVERVIEW_ENDED);
  const records = await unit.log.records();
  const queue = await queueSummary(context);
  const certificate = await unit.certificate();
  const clock = await unit.clockSighting();
  const facts = await readFacts(context, { ended, queue, certificate });
  const proof = sendingProof(ended, records, await unit.registry.history());
  const overview = overviewOf({ ...facts, ...proof, clockOffsetMs: clock?.offsetMs });
  return {
    unitName: unitNameOf(registry, unit.machineName),
    version,
    startedAt: isoTime(startedAtMs),
    now: isoTime(facts.nowMs),
    canSend: overview.canSend,
    reasons: overview.reasons,
    lastDelivery: lastDelivery(ended, records),
    queue,
    certificate: certificateView(certificate, overview.certificateDaysLeft),
    clock: {
      isPlausible: facts.clockIsPlausible,
      offsetMs: clock?.offsetMs ?? null,
      askedAt: isoTimeOrNull(clock?.askedAtMs),
    },
    attention: overview.attention,
    trial: trialView(facts.trial),
  };
}

async function readFacts(
  { unit }: Pick<PagesContext, "unit">,
  read: {
    readonly ended: readonly EndedMessage[];
    readonly queue: QueueSummary;
    readonly certificate: SeenCertificate | undefined;
  },
): Promise<Omit<OverviewFacts, "deliveredAtMs" | "changedAtMs" | "clockOffsetMs">> {
  const nowMs = unit.clock.nowMs();
  const { ended, queue, certificate } = read;
  const { decision } = await unit.plan();
  const { registry, problems } = await unit.registry.read();
  const isRefused = decision.refusals.length > 0;
  const failures = ended.filter(
    ({ acceptedAtMs, status }) =>
      acceptedAtMs > nowMs - WEEK_MS && status.recipients.some(({ state }) => state === "failed"),
  );
  return {
    ...{ nowMs, decision, problems, failed: failures.length },
    isNew: isNewUnit(registry),
    path: queue.path === null || isRefused ? undefined : queue.path,
    queue: {
      ...{ waiting: queue.waiting, held: queue.held },
      oldestAtMs: queue.oldestAt === null ? undefined : Date.parse(queue.oldestAt),
    },
    certificateToMs: certificate === undefined ? undefined : Date.parse(certificate.validTo),
    clockIsPlausible: isPlausible(unit.clock),
    trial: await unit.registry.trial(),
  };
}

function certificateView(
  certificate: SeenCertificate | undefined,
  daysLeft: number | undefined,
): CertificateView | null {
  if (certificate === undefined || daysLeft === undefined) return null;
  return { ...certificate, daysLeft };
}
