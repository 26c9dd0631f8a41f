import type { JSX } from "preact";
import type { DraftConflict } from "../../draft/draft_settings.ts";
import { conflicts, settleConflict } from "../../draft/email_draft.ts";
import { Banner } from "../../parts/banner.tsx";
import { Button } from "../../parts/button.tsx";
import { lastRegistryEvent } from "../../state/apply_live_event.ts";
import { t } from "../../text/t.ts";
import { conflictAuthors } from "./save_draft.ts";

/** Keys that somebody else has changed while they were being typed: theirs and mine, for each. */
export function ConflictPart(): JSX.Element {
  const found = conflicts.value;
  return (
    <div role="status" id="conflicts" tabIndex={-1}>
      {found.length > 0 && (
        <Banner level="warning" title={t("email.conflict.title", { count: found.length })}>
          <p>{t("email.conflict.help")}</p>
          {found.map((conflict) => (
            <Conflict key={conflict.key} conflict={conflict} />
          ))}
        </Banner>
      )}
    </div>
  );
}

function Conflict({ conflict }: { readonly conflict: DraftConflict }): JSX.Element {
  const { key, value, now } = conflict;
  const by = authorOf(key);
  return (
    <section class="conflict" aria-label={key}>
      <p>
        <code>{key}</code> {by !== undefined && t("email.conflict.by", { name: by })}
      </p>
      <dl class="pairs">
        <dt>{t("email.conflict.theirs")}</dt>
        <dd class="mono">{now ?? t("parts.unset")}</dd>
        <dt>{t("email.conflict.mine")}</dt>
        <dd class="mono">{value ?? t("parts.unset")}</dd>
      </dl>
      <div class="row">
        <Button onClick={() => settleConflict(conflict, "theirs")}>
          {t("email.conflict.takeTheirs")}
        </Button>
        <Button onClick={() => settleConflict(conflict, "mine")}>
          {t("email.conflict.keepMine")}
        </Button>
      </div>
    </section>
  );
}

function authorOf(key: string): string | undefined {
  const event = lastRegistryEvent.value;
  const isLive = event?.changes.some((change) => change.key === key) === true;
  return isLive ? event.by : conflictAuthors.value.get(key);
}
