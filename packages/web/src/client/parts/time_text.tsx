import type { JSX } from "preact";
import { coarseNow } from "../state/clock_state.ts";
import { loadedTexts } from "../text/language.ts";
import { t } from "../text/t.ts";
import { absoluteWords, relativeWords } from "./time_words.ts";

/** A moment: how long ago, and on the mouse or when printed exactly when; in the viewer's zone. */
export function TimeText(props: {
  /** ISO 8601; `null` is never. */
  readonly at: string | null;
  readonly isExact?: boolean;
}): JSX.Element {
  const { at, isExact = false } = props;
  const atMs = Date.parse(at ?? "");
  if (at === null || Number.isNaN(atMs)) return <span>{t("time.never")}</span>;
  const { locale } = loadedTexts.value;
  const exact = absoluteWords(atMs, locale);
  const relative = relativeWords(atMs, coarseNow.value, locale) ?? t("time.now");
  return (
    <time dateTime={at} title={isExact ? relative : exact}>
      {isExact ? exact : relative}
    </time>
  );
}
