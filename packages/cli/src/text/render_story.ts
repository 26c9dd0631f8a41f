import type { EnvelopeParameters, JournalEntry, JournalEvent } from "@fieldpost/core";
import {
  describeProtection,
  type EndedMessage,
  type QueuedMessageDetail,
} from "@fieldpost/runtime";
import type { Paint } from "./paint.ts";
import {
  answerQueued,
  answerQueuedRecipient,
  type QueuedAnswer,
  renderNext,
  renderRecipientStatus,
} from "./render_queue.ts";
import { renderSize, renderTime } from "./render_time.ts";
import { showLine } from "./show_text.ts";

/** A message with its journal, in the queue or after it. */
export type Story = QueuedMessageDetail | EndedMessage;

/** A message with its journal as programs get it; what is not known any more is `null`. */
export type StoryAnswer = {
  readonly [Member in keyof QueuedAnswer]: QueuedAnswer[Member] | null;
} & {
  readonly journal: readonly ({ readonly at: string } & JournalEvent)[];
  /** What the sender wants besides delivery. */
  readonly parameters: EnvelopeParameters | null;
};

export function answerStory(story: Story): StoryAnswer {
  const journal = story.journal.map(({ atMs, event }) => ({
    at: new Date(atMs).toISOString(),
    ...event,
  }));
  if ("sizeBytes" in story) {
    return { ...answerQueued(story), journal, parameters: story.parameters ?? null };
  }
  const { message, acceptedAtMs, status } = story;
  return {
    message,
    messageId: null,
    acceptedAt: new Date(acceptedAtMs).toISOString(),
    sender: null,
    sizeBytes: null,
    phase: status.phase,
    attempts: status.attempts,
    nextAttemptAt: null,
    recipients: status.recipients.map(answerQueuedRecipient),
    journal,
    parameters: null,
  };
}

/** Writes the life of a message: what it is, how it stands, and its journal in plain words. */
export function renderStory(story: Story, nowMs: number, paint: Paint): string {
  const { message, acceptedAtMs, status, journal } = story;
  const facts =
    "sizeBytes" in story
      ? [
          `Message-ID: ${showLine(story.messageId)}`,
          `From:       ${story.sender === null ? "<>" : showLine(story.sender)}`,
          `Size:       ${renderSize(story.sizeBytes)}`,
          ...renderParameters(story.parameters),
        ]
      : [];
  return [
    paint("strong", message),
    ...facts,
    `State:      ${renderNext(story, nowMs)}`,
    "Recipients:",
    ...status.recipients.flatMap((each) => renderRecipientStatus(each, paint)),
    "Journal:",
    `  ${renderTime(acceptedAtMs)}  accepted`,
    ...journal.flatMap(renderEntry),
    "",
  ].join("\n");
}

/** What the sender wants, in the words of the wire. */
function renderParameters(parameters: EnvelopeParameters = {}): readonly string[] {
  const { ret, envid, notify, requireTls, recipients = {} } = parameters;
  const forAll = [
    ...(requireTls === true ? ["REQUIRETLS"] : []),
    ...(ret === undefined ? [] : [`RET=${ret}`]),
    ...(envid === undefined ? [] : [`ENVID=${envid}`]),
    ...(notify === undefined ? [] : [`NOTIFY=${notify.join(",")}`]),
  ];
  const forEach = Object.entries(recipients).map(([recipient, wanted]) => {
    const when = wanted.notify === undefined ? "" : ` NOTIFY=${wanted.notify.join(",")}`;
    const named = wanted.orcpt === undefined ? "" : ` ORCPT=${wanted.orcpt}`;
    return `${recipient}${when}${named}`;
  });
  const lines = [...(forAll.length > 0 ? [forAll.join(" ")] : []), ...forEach];
  return lines.map((line, at) => `${at === 0 ? "Wanted:     " : "            "}${showLine(line)}`);
}

function renderEntry({ atMs, event }: JournalEntry): readonly string[] {
  return renderEvent(event).map((line, at) =>
    at === 0 ? `  ${renderTime(atMs)}  ${showLine(line)}` : `${" ".repeat(23)}${showLine(line)}`,
  );
}

/** One event in plain words; what belongs to it follows in lines of its own. */
function renderEvent(event: JournalEvent): readonly string[] {
  switch (event.kind) {
    case "attempt":
      return [`attempt ${event.number}, to ${event.host} port ${event.port}`];
    case "uncertain":
      return [`sent to ${event.recipients.join(", ")}; until the answer it may be delivered`];
    case "outcome":
      return renderOutcome(event);
    case "next":
      return [`tried again at ${renderTime(event.nextAtMs)}`];
    case "held":
      return [`held: ${event.why}`];
    case "released":
      return ["released: due at once"];
    case "expired":
      return ["given up: it could not be delivered in time"];
    case "reported":
      return [`${event.recipients.join(", ")}: reported in ${event.report}`];
    case "deleted":
      return ["deleted by hand"];
  }
}

const OUTCOME_WORDS: Readonly<
  Record<Extract<JournalEvent, { kind: "outcome" }>["outcome"], string>
> = {
  delivered: "delivered",
  transient: "not taken this time",
  uncertain: "no answer after the last dot, it may be delivered",
  hold: "not taken, a setting or the server has to change",
  permanent: "refused for good",
};

const NO_NOTIFICATIONS =
  "notifications: the server offers none (DSN), so what was wanted of them was not sent";

function renderOutcome(event: Extract<JournalEvent, { kind: "outcome" }>): readonly string[] {
  const { recipient, outcome, code, stage, words, protection, dsn } = event;
  const said = words === undefined ? [] : [`last words: ${words}`];
  return [
    `${recipient}: ${OUTCOME_WORDS[outcome]} [${code}, at ${stage}]`,
    ...said,
    `channel: ${describeProtection(protection)}`,
    ...(dsn === undefined ? [] : [NO_NOTIFICATIONS]),
  ];
}
