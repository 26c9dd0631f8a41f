import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { SessionView } from "../../../api/users_api.ts";
import { callApi } from "../../api/call_api.ts";
import { Button } from "../../parts/button.tsx";
import { type Column, DataTable } from "../../parts/data_table.tsx";
import { failureWords } from "../../parts/failure_banner.tsx";
import { TimeText } from "../../parts/time_text.tsx";
import { showToast } from "../../parts/toast.tsx";
import { t } from "../../text/t.ts";

/** Who is logged in, and how to end that. */
export function SessionTable(props: {
  readonly sessions: readonly SessionView[];
  /** Reads them anew. */
  readonly onChanged: () => Promise<void>;
}): JSX.Element {
  const { sessions, onChanged } = props;
  const [ending, setEnding] = useState<string | null>(null);
  const end = async (id: string): Promise<void> => {
    setEnding(id);
    const path = `/sessions/${encodeURIComponent(id)}`;
    const result = await callApi({ method: "DELETE", path });
    if (result.ok) showToast(t("sessions.ended"));
    else showToast(failureWords(result.failure), "error");
    await onChanged();
    setEnding(null);
  };
  return (
    <section class="card" aria-labelledby="users-sessions">
      <h2 id="users-sessions">{t("sessions.title")}</h2>
      <DataTable
        caption={t("sessions.title")}
        columns={columnsOf(ending, (id) => void end(id))}
        rows={sessions}
        keyOf={({ id }) => id}
      />
    </section>
  );
}

function columnsOf(
  ending: string | null,
  end: (id: string) => void,
): readonly Column<SessionView>[] {
  return [
    {
      id: "user",
      head: t("sessions.user"),
      cell: ({ user, isThis }) => (
        <div>
          <bdi>{user}</bdi>
          {isThis && <span class="faint"> ({t("sessions.this")})</span>}
        </div>
      ),
    },
    {
      id: "started",
      head: t("sessions.started"),
      cell: ({ startedAt }) => <TimeText at={startedAt} />,
    },
    {
      id: "seen",
      head: t("sessions.seen"),
      cell: ({ lastSeenAt }) => <TimeText at={lastSeenAt} />,
    },
    {
      id: "actions",
      head: t("users.actions"),
      cell: ({ id, user, isThis }) =>
        !isThis && (
          <Button kind="quiet" isBusy={ending === id} onClick={() => end(id)}>
            <span aria-hidden="true">{t("sessions.end")}</span>
            <span class="visually-hidden">{t("sessions.endOf", { name: user })}</span>
          </Button>
        ),
    },
  ];
}
