import type { JSX } from "preact";
import type { MessageRow, SendingView } from "../../../api/queue_api.ts";
import { type Column, DataTable } from "../../parts/data_table.tsx";
import { Icon } from "../../parts/icon.tsx";
import { ProtectionBadge } from "../../parts/protection_badge.tsx";
import { TimeText } from "../../parts/time_text.tsx";
import { hrefTo } from "../../route.ts";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";
import { PhaseBadge } from "./phase_badge.tsx";

const SHOWN_RECIPIENTS = 3;

/** Messages in a list; each leads to its own page. */
export function MessageTable(props: {
  readonly caption: string;
  readonly rows: readonly MessageRow[];
}): JSX.Element {
  const columns: readonly Column<MessageRow>[] = [
    { id: "subject", head: t("outbox.subject"), cell: (row) => <SubjectCell row={row} /> },
    { id: "state", head: t("outbox.state"), cell: (row) => <StateCell row={row} /> },
    {
      id: "protection",
      head: t("outbox.protection"),
      cell: (row) => <ProtectionBadge level={row.protectionLevel} detail={row.protection} />,
    },
    {
      id: "accepted",
      head: t("outbox.accepted"),
      cell: (row) => <TimeText at={row.acceptedAt} />,
    },
  ];
  return <DataTable {...props} columns={columns} keyOf={({ message }) => message} />;
}

/** What a message is called: by its subject, or by whom it is for. */
export function messageTitle({ subject, recipients }: MessageRow): string {
  if (subject !== null && subject !== "") return subject;
  return t("outbox.unnamed", { recipients: recipientWords(recipients) });
}

/** The first recipients, and how many more there are. */
function recipientWords(recipients: readonly string[]): string {
  const shown = recipients.slice(0, SHOWN_RECIPIENTS).join(", ");
  const more = recipients.length - SHOWN_RECIPIENTS;
  return more > 0
    ? t("outbox.toMore", { recipients: shown, count: more })
    : t("outbox.to", { recipients: shown });
}

function SubjectCell({ row }: { readonly row: MessageRow }): JSX.Element {
  return (
    <div>
      <a class="strong" href={hrefTo("outbox", row.message)}>
        <bdi>{messageTitle(row)}</bdi>
      </a>
      {row.isUrgent && <span class="badge warning">{t("outbox.urgent")}</span>}
      {row.subject !== null && row.subject !== "" && (
        <div class="faint small">
          <bdi>{recipientWords(row.recipients)}</bdi>
        </div>
      )}
    </div>
  );
}

/** To where a message is being sent, and since when. */
export function SendingWords({ sending }: { readonly sending: SendingView }): JSX.Element {
  const { host, port, since } = sending;
  return (
    <div class="small">
      <bdi>{t("outbox.sendingTo", { host, port: String(port) })}</bdi> <TimeText at={since} />
    </div>
  );
}

function StateCell({ row }: { readonly row: MessageRow }): JSX.Element {
  const { phase, attempts, nextAttemptAt, lastMeaning, sending } = row;
  const isOpen = phase === "waiting" && nextAttemptAt !== null && attempts > 0;
  return (
    <div>
      <PhaseBadge phase={phase} />
      {row.mayBeDelivered && (
        <span class="badge warning">
          <Icon name="warning" />
          {t("message.kind.uncertain")}
        </span>
      )}
      {sending !== null && <SendingWords sending={sending} />}
      <div class="faint small">
        {attempts > 0 && t("outbox.attempts", { count: attempts })}
        {isOpen && (
          <>
            {", "}
            {t("outbox.nextAt")} <TimeText at={nextAttemptAt} />
          </>
        )}
      </div>
      {lastMeaning !== null && phase !== "delivered" && phase !== "sending" && (
        <div class="small">{coreSentences.value.words(lastMeaning)}</div>
      )}
    </div>
  );
}
