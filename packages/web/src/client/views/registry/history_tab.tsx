import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import type { HistoryState } from "../../../api/registry_api.ts";
import { ChangeTable } from "../../draft/change_table.tsx";
import { EmptyState } from "../../parts/empty_state.tsx";
import { RemoteView } from "../../parts/remote_view.tsx";
import { TimeText } from "../../parts/time_text.tsx";
import { lastRegistryEvent } from "../../state/apply_live_event.ts";
import { type RemoteState, remoteState } from "../../state/remote_state.ts";
import { mayUse } from "../../state/session_state.ts";
import { authorWords } from "../../text/change_words.ts";
import { t } from "../../text/t.ts";
import { UndoButton } from "./undo_button.tsx";

const historyState: RemoteState<HistoryState> = remoteState("/registry/history");

/** Who has changed what, the newest first. */
export function HistoryTab(): JSX.Element {
  const latest = lastRegistryEvent.value;
  useEffect(() => void historyState.load(), [latest]);
  return (
    <RemoteView state={historyState}>
      {({ entries }) =>
        entries.length === 0 ? (
          <EmptyState icon="clock" title={t("history.empty")}>
            <p>{t("history.emptyHelp")}</p>
          </EmptyState>
        ) : (
          <ol class="plain-list sections">
            {entries.map(({ at, by, changes }, index) => (
              <li key={`${at}-${index + 1}`} class="card">
                <h2>
                  <TimeText at={at} isExact /> {t("history.by", { name: authorWords(by) })}
                </h2>
                {mayUse("administrator") && <UndoButton changes={changes} />}
                <ChangeTable
                  caption={t("history.by", { name: authorWords(by) })}
                  changes={changes}
                />
              </li>
            ))}
          </ol>
        )
      }
    </RemoteView>
  );
}
