import { GERMAN_ACCESS, GERMAN_ACCESS_PARTS } from "./german_access.ts";
import { GERMAN_CHECK_PARTS, GERMAN_CHECKS } from "./german_checks.ts";
import { GERMAN_CONNECTION_FAILURES, GERMAN_STAND_INS } from "./german_connection_failures.ts";
import { GERMAN_LOGIN_FAILURES } from "./german_login_failures.ts";
import { GERMAN_DETAILS, GERMAN_OUTCOMES } from "./german_outcomes.ts";
import { GERMAN_OVERVIEW, GERMAN_SPANS } from "./german_overview.ts";
import { GERMAN_DEMANDS, GERMAN_PLAN } from "./german_plan.ts";
import {
  GERMAN_ACCEPTED,
  GERMAN_CHARACTERS,
  GERMAN_FAULTS,
  GERMAN_PROBLEMS,
} from "./german_problems.ts";
import { GERMAN_MEANINGS, GERMAN_PROVIDERS } from "./german_registry.ts";
import {
  GERMAN_PROOF_PARTS,
  GERMAN_PROOFS,
  GERMAN_SENDING_FAILURES,
} from "./german_sending_failures.ts";
import { GERMAN_SERVER, GERMAN_SERVER_PARTS } from "./german_server.ts";
import { GERMAN_UNIT, GERMAN_UNIT_PARTS } from "./german_unit.ts";
import type { SentenceTables } from "./translate_sentence.ts";

/** Every sentence that core and the unit make, in German. */
export const GERMAN_SENTENCES: SentenceTables = {
  sentence: {
    ...GERMAN_PLAN,
    ...GERMAN_OVERVIEW,
    ...GERMAN_PROBLEMS,
    ...GERMAN_OUTCOMES,
    ...GERMAN_DETAILS,
    ...GERMAN_CONNECTION_FAILURES,
    ...GERMAN_LOGIN_FAILURES,
    ...GERMAN_SENDING_FAILURES,
    ...GERMAN_PROOFS,
    ...GERMAN_MEANINGS,
    ...GERMAN_PROVIDERS,
    ...GERMAN_CHECKS,
    ...GERMAN_UNIT,
    ...GERMAN_ACCESS,
    ...GERMAN_SERVER,
  },
  fault: GERMAN_FAULTS,
  accepted: GERMAN_ACCEPTED,
  character: GERMAN_CHARACTERS,
  demand: GERMAN_DEMANDS,
  span: GERMAN_SPANS,
  provider: GERMAN_PROVIDERS,
  ...GERMAN_STAND_INS,
  ...GERMAN_PROOF_PARTS,
  ...GERMAN_CHECK_PARTS,
  ...GERMAN_UNIT_PARTS,
  ...GERMAN_SERVER_PARTS,
  ...GERMAN_ACCESS_PARTS,
};
