import {
  type Protection,
  provenVerdict,
  type SessionTimeouts,
  type TranscriptLine,
  type Verdict,
} from "@fieldpost/core";
import type { AttemptRecords } from "./attempt_records.ts";
import { probeIfDoubtful } from "./diagnose_delivery.ts";
import type { MailRoute } from "./mail_route.ts";

/** What a connection has met that did not come to be. */
interface MetFailure {
  readonly failure: Verdict;
  readonly protection: Protection;
  readonly transcript: readonly TranscriptLine[];
}

interface ProofParts {
  readonly route: MailRoute;
  readonly timeouts: SessionTimeouts;
  readonly attempts: AttemptRecords;
}

/** Keeps what a connection has met, and says what it was: with a look at the other mode, if in doubt. */
export async function proveFailure(
  { failure, protection, transcript }: MetFailure,
  { route, timeouts, attempts }: ProofParts,
): Promise<Verdict> {
  const opposite = await probeIfDoubtful(route.plan, [failure], timeouts.greeting);
  const found = opposite === undefined ? {} : { opposite };
  await attempts.write(route.plan, { protection, transcript, ...found });
  return provenVerdict(failure, opposite);
}
