import type { Capabilities } from "./capabilities.ts";

/** How content goes: in counted chunks (RFC 3030), or line by line up to a lone dot (RFC 5321). */
export type Transfer = "BDAT" | "DATA";

/** What the choice depends on. */
export interface TransferFacts {
  /** `Email/Chunking`. */
  readonly chunking: boolean;
  /** Of the last EHLO. */
  readonly capabilities: Pick<Capabilities, "chunking">;
  /** Whether that EHLO came over TLS. */
  readonly isSecured: boolean;
  /** Whether this server has refused a BDAT before. */
  readonly wasRefused: boolean;
}

/** One row of the choice: the first that applies decides. */
export interface TransferRule {
  /** When the rule applies, for the documents. */
  readonly when: string;
  readonly transfer: Transfer;
  readonly why: string;
  readonly applies: (facts: TransferFacts) => boolean;
}

/**
 * How content goes, first match first.
 *
 * @example
 * ```ts
 * import { TRANSFER_RULES } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.deepEqual(new Set(TRANSFER_RULES.map(({ transfer }) => transfer)), new Set(["DATA", "BDAT"]));
 * ```
 */
export const TRANSFER_RULES: readonly TransferRule[] = [
  {
    when: "`Email/Chunking = disabled`",
    transfer: "DATA",
    why: "a person wants it so",
    applies: ({ chunking }) => !chunking,
  },
  {
    when: "the server does not offer CHUNKING",
    transfer: "DATA",
    why: "RFC 3030 allows nothing else",
    applies: ({ capabilities }) => !capabilities.chunking,
  },
  {
    when: "the connection is not encrypted",
    transfer: "DATA",
    why: "a box on the way that passes the offer on and does not know BDAT would read content as commands",
    applies: ({ isSecured }) => !isSecured,
  },
  {
    when: "the server has refused a BDAT before",
    transfer: "DATA",
    why: "it offers what it cannot do; never tried twice",
    applies: ({ wasRefused }) => wasRefused,
  },
  {
    when: "else",
    transfer: "BDAT",
    why: "counted octets leave no doubt where the content ends, and a small message goes along with its envelope",
    applies: () => true,
  },
];

/**
 * Chooses how the content of a message goes, by {@linkcode TRANSFER_RULES}.
 *
 * @example In clear it goes line by line
 * ```ts
 * import { chooseTransfer } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const facts = { chunking: true, capabilities: { chunking: true }, wasRefused: false };
 * assert.equal(chooseTransfer({ ...facts, isSecured: true }), "BDAT");
 * assert.equal(chooseTransfer({ ...facts, isSecured: false }), "DATA");
 * ```
 */
export function chooseTransfer(facts: TransferFacts): Transfer {
  return TRANSFER_RULES.find(({ applies }) => applies(facts))?.transfer ?? "DATA";
}
