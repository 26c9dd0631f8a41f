import {
  describeOutcome,
  describeProtection,
  type JournalEntry,
  type JournalEvent,
  type MessageFilter,
  messageEnd,
  messageMatcher,
  newsOfJournal,
} from "@fieldpost/core";
import type {
  EndedMessage,
  MessageStory as KnownStory,
  QueuedMessageDetail,
  SendingNow,
} from "@fieldpost/runtime";
import type { RecipientResultView } from "../../api/mail_views.ts";
import type { MessageRow, MessageStory, SendingView } from "../../api/queue_api.ts";
import { diagnosisView } from "./diagnosis_view.ts";
import { isoTime } from "./iso_time.ts";
import { journalLine } from "./journal_line.ts";
import { pathView } from "./path_view.ts";
import { attemptLevel } from "./protection_level.ts";

type Told = QueuedMessageDetail | EndedMessage;
type Outcome = Extract<JournalEvent, { kind: "outcome" }>;

/** A message as it stands in a list. */
export function messageRow(told: Told): MessageRow {
  const { message, acceptedAtMs, status, journal } = told;
  const last = journal.findLast(isOutcome)?.event;
  const sending = "sending" in told ? told.sending : undefined;
  return {
    message,
    acceptedAt: isoTime(acceptedAtMs),
    sender: told.sender ?? null,
    from: told.from ?? null,
    recipients: status.recipients.map(({ recipient }) => recipient),
    subject: told.subject ?? null,
    sizeBytes: told.sizeBytes ?? null,
    origin: told.origin === undefined ? null : { name: null, ...told.origin },
    phase: sending === undefined ? phaseOf(told) : "sending",
    sending: sendingView(sending),
    attempts: status.attempts,
    nextAttemptAt:
      status.phase === "waiting" && sending === undefined ? isoTime(status.nextAtMs) : null,
    isUrgent: told.isUrgent ?? false,
    mayBeDelivered:
      sending === undefined && status.recipients.some(({ state }) => state === "uncertain"),
    protection: last === undefined ? null : describeProtection(last.protection),
    protectionLevel: last === undefined ? null : attemptLevel(last.protection),
    lastMeaning: last === undefined ? null : meaningOf(openOutcome(told) ?? last, journal),
  };
}

/** A question about messages, as a filter asks it. */
export function rowMatcher(filter: MessageFilter): (told: Told) => boolean {
  const matches = messageMatcher(filter);
  return (told) => {
    const { phase: state, subject, from, sender, message, recipients, origin } = messageRow(told);
    const { name = null, kind } = origin ?? {};
    const event = kind === "report" ? null : name;
    const names = [message, told.messageId ?? null, kind === "report" ? name : null];
    return matches({ state, texts: [subject, from, sender, ...recipients, event], names });
  };
}

/** Everything that is known of a message. */
export function messageStory(story: KnownStory): MessageStory {
  const { told, findings, attempt, path, refusals } = story;
  const { status, journal } = told;
  const outcomes = status.recipients.flatMap(({ recipient, last }): RecipientResultView[] => {
    if (last === undefined) return [];
    const { outcome: kind, code, words = null } = last;
    const found = findings.find(({ recipients }) => recipients.includes(recipient));
    const diagnosis = diagnosisView(found?.diagnosis);
    const meaning = meaningOf(last, journal);
    return [{ recipient, kind, code, meaning, lastWords: words, diagnosis }];
  });
  return {
    ...messageRow(told),
    messageId: told.messageId ?? null,
    journal: newsOfJournal(journal).map(journalLine),
    transcript: attempt?.transcript ?? path?.attempt?.transcript ?? [],
    outcomes,
    path: pathView(refusals, path),
  };
}

/** Where some have the message, the others are the news. */
function openOutcome({ status }: Told): Outcome | undefined {
  return status.recipients.find(({ state, last }) => state !== "delivered" && last !== undefined)
    ?.last;
}

function sendingView(sending: SendingNow | undefined): SendingView | null {
  if (sending === undefined) return null;
  const { sinceMs, host, port } = sending;
  return { since: isoTime(sinceMs), host, port };
}

function phaseOf({ status }: Told): MessageRow["phase"] {
  if (status.phase !== "finished") return status.phase;
  return messageEnd(status);
}

function isOutcome(entry: JournalEntry): entry is JournalEntry & { readonly event: Outcome } {
  return entry.event.kind === "outcome";
}

function meaningOf({ code }: Outcome, journal: readonly JournalEntry[]): string {
  const attempt = journal.findLast(({ event }) => event.kind === "attempt")?.event;
  const place = attempt?.kind === "attempt" ? attempt : { host: "the server", port: 0 };
  return describeOutcome({ code }, { host: place.host, port: place.port, username: undefined });
}
