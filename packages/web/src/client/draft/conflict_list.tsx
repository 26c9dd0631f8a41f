import type { JSX } from "preact";
import { Banner } from "../parts/banner.tsx";
import { Button } from "../parts/button.tsx";
import { lastRegistryEvent } from "../state/apply_live_event.ts";
import { authorWords } from "../text/change_words.ts";
import { t } from "../text/t.ts";
import type { DraftConflict } from "./draft_settings.ts";

/** Ends a conflict: the edit stays and is meant against what is stored now, or it goes. */
export type SettleConflict = (conflict: DraftConflict, keep: "mine" | "theirs") => void;

/** Keys that somebody else has changed while they were being typed: theirs and mine, for each. */
export function ConflictList(props: {
  readonly conflicts: readonly DraftConflict[];
  /** Who changed a key, where a refused save has told. */
  readonly authors: ReadonlyMap<string, string>;
  readonly settle: SettleConflict;
}): JSX.Element {
  const { conflicts, authors, settle } = props;
  return (
    <div role="status" id="conflicts" tabIndex={-1}>
      {conflicts.length > 0 && (
        <Banner level="warning" title={t("email.conflict.title", { count: conflicts.length })}>
          <p>{t("email.conflict.help")}</p>
          {conflicts.map((conflict) => (
            <Conflict
              key={conflict.key}
              conflict={conflict}
              by={authorOf(conflict.key) ?? authors.get(conflict.key)}
              settle={settle}
            />
          ))}
        </Banner>
      )}
    </div>
  );
}

function Conflict(props: {
  readonly conflict: DraftConflict;
  readonly by: string | undefined;
  readonly settle: SettleConflict;
}): JSX.Element {
  const { conflict, by, settle } = props;
  const { key, value, now } = conflict;
  return (
    <section class="conflict" aria-label={key}>
      <p>
        <code>{key}</code> {by !== undefined && t("email.conflict.by", { name: authorWords(by) })}
      </p>
      <dl class="pairs">
        <dt>{t("email.conflict.theirs")}</dt>
        <dd class="mono">{now ?? t("parts.unset")}</dd>
        <dt>{t("email.conflict.mine")}</dt>
        <dd class="mono">{value ?? t("parts.unset")}</dd>
      </dl>
      <div class="row">
        <Button onClick={() => settle(conflict, "theirs")}>{t("email.conflict.takeTheirs")}</Button>
        <Button onClick={() => settle(conflict, "mine")}>{t("email.conflict.keepMine")}</Button>
      </div>
    </section>
  );
}

function authorOf(key: string): string | undefined {
  const event = lastRegistryEvent.value;
  return event?.changes.some((change) => change.key === key) === true ? event.by : undefined;
}
