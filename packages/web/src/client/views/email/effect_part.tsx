import type { JSX } from "preact";
import type { DraftPlan } from "../../draft/draft_settings.ts";
import { Banner } from "../../parts/banner.tsx";
import { t } from "../../text/t.ts";
import { modeLine } from "./plan_panel.tsx";

/** What a change of settings comes to: how mail has left, and how it will. */
export function EffectPart(props: {
  readonly before: DraftPlan;
  readonly after: DraftPlan;
}): JSX.Element {
  const before = modeLine(props.before);
  const after = modeLine(props.after);
  return (
    <section>
      <h3>{t("email.save.effect")}</h3>
      {before === after ? (
        <p>{t("email.save.sameEffect", { mode: after })}</p>
      ) : (
        <dl class="pairs">
          <dt>{t("email.save.before")}</dt>
          <dd>{before}</dd>
          <dt>{t("email.save.after")}</dt>
          <dd>
            <strong>{after}</strong>
          </dd>
        </dl>
      )}
      {props.after.decision.mode === null && (
        <Banner level="warning" title={t("email.save.refused")} />
      )}
    </section>
  );
}
