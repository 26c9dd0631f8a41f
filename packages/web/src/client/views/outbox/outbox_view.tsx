import type { JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import type { MessageRow, QueueState } from "../../../api/queue_api.ts";
import { PageHead } from "../../frame/page_head.tsx";
import { Button } from "../../parts/button.tsx";
import { EmptyState } from "../../parts/empty_state.tsx";
import { RemoteView } from "../../parts/remote_view.tsx";
import { forgetQuery, route } from "../../route.ts";
import { queueState } from "../../state/unit_states.ts";
import { t } from "../../text/t.ts";
import {
  lookFor,
  MessageSearch,
  search,
  searchPath,
  useFound,
  useSettled,
} from "./message_search.tsx";
import { MessageTable } from "./message_table.tsx";
import { MessageView } from "./message_view.tsx";
import { type RowSource, readMoreRows } from "./more_rows.ts";
import { QueueStand } from "./queue_stand.tsx";

/** The page of the queue: the list, or one message of it. */
export function OutboxView(): JSX.Element | null {
  const { rest, query } = route.value;
  const [message] = rest;
  const wanted = query.get("state");
  useLayoutEffect(() => {
    if (wanted === null) return;
    lookFor(wanted);
    forgetQuery();
  }, [wanted]);
  if (message !== undefined) return <MessageView key={message} message={message} />;
  return wanted === null ? <Outbox /> : null;
}

function Outbox(): JSX.Element {
  const path = useSettled(searchPath(search.value));
  return (
    <>
      <PageHead title={t("outbox.title")} intro={t("outbox.intro")} />
      <div class="sections">
        <MessageSearch />
        {path === null ? (
          <RemoteView state={queueState}>
            {(queue) => <Lists queue={queue} source={{ state: queueState, path: "/queue" }} />}
          </RemoteView>
        ) : (
          <Found key={path} path={path} />
        )}
      </div>
    </>
  );
}

function Found({ path }: { readonly path: string }): JSX.Element {
  const state = useFound(path);
  return (
    <RemoteView state={state}>
      {(queue) =>
        queue.rows.length === 0 && queue.ended.length === 0 && queue.next === null ? (
          <EmptyState icon="outbox" title={t("outbox.nothingFound")}>
            <p>{t("outbox.nothingFoundHelp")}</p>
          </EmptyState>
        ) : (
          <Lists queue={queue} source={{ state, path }} />
        )
      }
    </RemoteView>
  );
}

function Lists(props: { readonly queue: QueueState; readonly source: RowSource }): JSX.Element {
  const { queue, source } = props;
  const isSearch = source.state !== queueState;
  return (
    <div class="sections">
      {!isSearch && <QueueStand summary={queue.summary} />}
      {(!isSearch || queue.rows.length > 0 || queue.next !== null) && (
        <section class="card" aria-labelledby="outbox-queue">
          <h2 id="outbox-queue">{t("outbox.queueTitle")}</h2>
          {queue.rows.length === 0 && !isSearch && (
            <EmptyState icon="outbox" title={t("outbox.empty")}>
              <p>{t("outbox.emptyHelp")}</p>
            </EmptyState>
          )}
          {queue.rows.length > 0 && (
            <MessageTable caption={t("outbox.queueTitle")} rows={queue.rows} />
          )}
          {queue.next !== null && <MoreRows next={queue.next} source={source} />}
        </section>
      )}
      {(!isSearch || queue.ended.length > 0) && <Ended rows={queue.ended} />}
    </div>
  );
}

function MoreRows(props: { readonly next: string; readonly source: RowSource }): JSX.Element {
  const { next, source } = props;
  const [isBusy, setBusy] = useState(false);
  const read = async (): Promise<void> => {
    setBusy(true);
    await readMoreRows(next, source);
    setBusy(false);
  };
  return (
    <p class="row more">
      <span class="faint">{t("outbox.limited")}</span>
      <Button isBusy={isBusy} onClick={() => void read()}>
        {t("outbox.more")}
      </Button>
    </p>
  );
}

function Ended({ rows }: { readonly rows: readonly MessageRow[] }): JSX.Element {
  return (
    <section class="card" aria-labelledby="outbox-ended">
      <h2 id="outbox-ended">{t("outbox.endedTitle")}</h2>
      {rows.length === 0 ? (
        <p class="faint">{t("outbox.endedEmpty")}</p>
      ) : (
        <MessageTable caption={t("outbox.endedTitle")} rows={rows} />
      )}
    </section>
  );
}
