import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../text/t.ts";
import { Banner } from "./banner.tsx";

/** A problem and the input that it belongs to. */
export interface SummaryItem {
  readonly id: string;
  readonly text: string;
}

/** Everything that is wrong with a form, in one list that leads to each input; it takes the focus. */
export function ErrorSummary(props: {
  readonly items: readonly SummaryItem[];
  /** Counts the attempts: with each the focus comes here again. */
  readonly attempt: number;
}): JSX.Element | null {
  const { items, attempt } = props;
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (attempt > 0) box.current?.focus();
  }, [attempt]);
  if (items.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} class="error-summary">
      <Banner level="error" title={t("parts.problemSummary", { count: items.length })}>
        <ul>
          {items.map(({ id, text }) => (
            <li key={id + text}>
              <button type="button" class="link" onClick={() => focusInput(id)}>
                {text}
              </button>
            </li>
          ))}
        </ul>
      </Banner>
    </div>
  );
}

/** Brings an input into sight and into focus, opening what it is folded into. */
export function focusInput(id: string): void {
  const input = document.getElementById(id);
  for (let at = input?.closest("details"); at; at = at.parentElement?.closest("details")) {
    at.open = true;
  }
  input?.focus();
  input?.scrollIntoView({ block: "center" });
}
