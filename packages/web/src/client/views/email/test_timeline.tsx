import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { TestEvent } from "../../../api/test_and_check.ts";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";

type Line = Extract<TestEvent, { kind: "line" }>;

/** The dialogue with the server, line by line, with the time since the test began. */
export function TestTimeline(props: {
  readonly events: readonly TestEvent[];
  readonly isBusy: boolean;
}): JSX.Element | null {
  const lines = props.events.filter((event): event is Line => event.kind === "line");
  const list = useRef<HTMLOListElement>(null);
  // The newest line is what one waits for.
  useEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [lines.length]);
  if (lines.length === 0) return null;
  return (
    <section class="timeline-box" aria-label={t("email.test.dialogue")}>
      <h3>{t("email.test.dialogue")}</h3>
      <p class="field-help">{t("email.test.masked")}</p>
      {/* A scroller has to be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scroller has to be reachable by keyboard */}
      <ol ref={list} class="timeline" tabIndex={0} aria-busy={props.isBusy}>
        {lines.map((line, index) => (
          <li key={`${index + 1}`} class={`line ${line.from}`}>
            <span class="line-time">{seconds(line.atMs)}</span>
            <span class="line-from">{t(`email.test.from.${line.from}`)}</span>
            <code>{line.from === "note" ? coreSentences.value.words(line.text) : line.text}</code>
          </li>
        ))}
      </ol>
    </section>
  );
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}
