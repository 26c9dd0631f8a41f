import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { LogLine } from "../../../api/log_api.ts";
import { apiUrl } from "../../api/call_api.ts";
import { PageHead } from "../../frame/page_head.tsx";
import { Button } from "../../parts/button.tsx";
import { EmptyState } from "../../parts/empty_state.tsx";
import { RemoteView } from "../../parts/remote_view.tsx";
import { SelectField } from "../../parts/select_field.tsx";
import { SwitchField } from "../../parts/switch_field.tsx";
import { TextField } from "../../parts/text_field.tsx";
import { liveState } from "../../state/live_connection.ts";
import { logState } from "../../state/unit_states.ts";
import { t } from "../../text/t.ts";
import { filterLines, kindsOf, linesSince } from "./log_filter.ts";
import { LogLines } from "./log_lines.tsx";

/** The page of the system log. */
export function LogView(): JSX.Element {
  return (
    <>
      <PageHead
        title={t("log.title")}
        intro={t("log.intro")}
        actions={
          <a class="button plain" href={apiUrl("/log/download")} download>
            {t("log.download")}
          </a>
        }
      />
      <RemoteView state={logState}>{({ lines }) => <Log lines={lines} />}</RemoteView>
    </>
  );
}

function Log({ lines }: { readonly lines: readonly LogLine[] }): JSX.Element {
  const [text, setText] = useState("");
  const [kind, setKind] = useState("");
  const [isNewestFirst, setNewestFirst] = useState(true);
  const [paused, setPaused] = useState<readonly LogLine[] | null>(null);
  const held = paused ?? lines;
  const shown = filterLines(held, { text, kind });
  return (
    <div class="sections">
      <div class="toolbar">
        <TextField
          id="log-filter"
          type="search"
          label={t("log.filter")}
          value={text}
          onInput={setText}
        />
        <SelectField
          id="log-kind"
          label={t("log.kind")}
          value={kind}
          onChange={setKind}
          options={[
            { value: "", label: t("log.allKinds") },
            ...kindsOf(lines).map((each) => ({ value: each, label: each })),
          ]}
        />
        <SwitchField label={t("log.newestFirst")} isOn={isNewestFirst} onChange={setNewestFirst} />
        <Button onClick={() => setPaused(paused === null ? lines : null)}>
          {t(paused === null ? "log.pause" : "log.resume")}
        </Button>
      </div>
      <section class="card" aria-label={t("log.list")}>
        <p class="faint small log-stand">
          <span>
            {shown.length === held.length
              ? t("log.lines", { count: held.length })
              : t("log.linesOf", { shown: shown.length, all: held.length })}
          </span>
          <span>{standWords(paused === null ? null : linesSince(paused, lines))}</span>
        </p>
        {shown.length === 0 ? (
          <Nothing isEmpty={held.length === 0} />
        ) : (
          <LogLines lines={isNewestFirst ? shown.toReversed() : shown} />
        )}
      </section>
    </div>
  );
}

function standWords(since: number | null): string {
  if (since !== null) return t("log.paused", { count: since });
  return t(liveState.value.status === "lost" ? "log.lost" : "log.live");
}

function Nothing({ isEmpty }: { readonly isEmpty: boolean }): JSX.Element {
  return (
    <EmptyState icon="log" title={t(isEmpty ? "log.empty" : "log.nothing")}>
      <p>{t(isEmpty ? "log.emptyHelp" : "log.nothingHelp")}</p>
    </EmptyState>
  );
}
