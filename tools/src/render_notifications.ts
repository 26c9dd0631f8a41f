import {
  type DueReport,
  dueReports,
  type JournalEvent,
  type LostDsn,
  type NotifyKeyword,
  statusOf,
} from "@fieldpost/core";
import { markdownTable } from "./markdown_table.ts";

const RECIPIENT = "a@example.net";

const WANTED: readonly (readonly NotifyKeyword[] | undefined)[] = [
  undefined,
  ["FAILURE"],
  ["SUCCESS", "FAILURE"],
  ["SUCCESS"],
  ["DELAY"],
  ["NEVER"],
];

/** Renders which reports this unit makes, by asking the decision. */
export function renderNotifications(): string {
  const rows = WANTED.map((notify) => [
    notify === undefined ? "nothing" : `\`NOTIFY=${notify.join(",")}\``,
    reportAfter(notify, "permanent"),
    reportAfter(notify, "delivered"),
    reportAfter(notify, "delivered", notify?.includes("SUCCESS") ? "relayed" : "not-offered"),
  ]);
  return markdownTable(
    ["the sender wants", "it failed", "the server has it", "the server has it and offers no DSN"],
    rows,
  );
}

function reportAfter(
  notify: readonly NotifyKeyword[] | undefined,
  outcome: "delivered" | "permanent",
  dsn?: LostDsn,
): string {
  const event: JournalEvent = {
    ...{ kind: "outcome", recipient: RECIPIENT, outcome, code: "DELIVERED", stage: "final" },
    ...{ protection: { tls: null, why: "" }, words: undefined },
    ...(dsn === undefined ? {} : { dsn }),
  };
  const accepted = { message: "m", acceptedAtMs: 0, recipients: [RECIPIENT] };
  const status = statusOf(accepted, [{ message: "m", atMs: 0, event }], 0);
  const message = { sender: "s@example.net", ...(notify && { parameters: { notify } }) };
  return wordOf(dueReports(message, status)[0]?.action);
}

function wordOf(action: DueReport["action"] | undefined): string {
  return action === undefined ? "no report" : `report: ${action}`;
}
