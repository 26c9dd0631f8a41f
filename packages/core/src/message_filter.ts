/** Letters of a word that is looked for in names. */
const NAME_LENGTH = 6;

/**
 * How a message may stand, as people look for it, in the order of its life; the last four are over.
 *
 * @example
 * ```ts
 * import { MESSAGE_STATES } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(MESSAGE_STATES.join(" "), "waiting sending held delivered partial failed deleted");
 * ```
 */
export const MESSAGE_STATES = [
  "waiting",
  "sending",
  "held",
  "delivered",
  "partial",
  "failed",
  "deleted",
] as const;

/** One of {@linkcode MESSAGE_STATES}. */
export type MessageState = (typeof MESSAGE_STATES)[number];

/** What messages are looked for by; a member that is absent lets every message through. */
export interface MessageFilter {
  /** Each of its words has to stand somewhere, in any case of its letters. */
  readonly text?: string | undefined;
  /** `failed` also finds what was delivered in part: it failed for somebody. */
  readonly state?: MessageState | undefined;
}

/** What a message is found by. */
export interface FilteredMessage {
  readonly state: MessageState;
  /** Subject, author, addresses. */
  readonly texts: readonly (string | null)[];
  /** Names of random letters and digits: a short word is not looked for in them, it would be found. */
  readonly names: readonly (string | null)[];
}

/**
 * Makes a filter into a question about one message, the same for the page, its server and the command.
 *
 * @example Did the alarm of pump 3 go out?
 * ```ts
 * import { messageMatcher } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const matches = messageMatcher({ text: "pump 3", state: "delivered" });
 * const texts = ["Alarm: Pump 3 is dry", "ops@example.net"];
 * assert.equal(matches({ state: "delivered", texts, names: [] }), true);
 * assert.equal(matches({ state: "failed", texts, names: [] }), false);
 * assert.equal(matches({ state: "delivered", texts: ["Pump 4"], names: ["01k3"] }), false);
 * ```
 */
export function messageMatcher({
  text = "",
  state,
}: MessageFilter): (message: FilteredMessage) => boolean {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return (message) => {
    const isPartFailed = state === "failed" && message.state === "partial";
    if (state !== undefined && message.state !== state && !isPartFailed) return false;
    if (words.length === 0) return true;
    const texts = joined(message.texts);
    const names = joined(message.names);
    return words.every(
      (word) => texts.includes(word) || (word.length >= NAME_LENGTH && names.includes(word)),
    );
  };
}

function joined(texts: readonly (string | null)[]): string {
  return texts.map((each) => each?.toLowerCase() ?? "").join("\n");
}
