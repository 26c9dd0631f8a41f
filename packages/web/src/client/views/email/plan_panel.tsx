import type { PlanReason, PlanRefusal, PlanWarning, TlsMode } from "@fieldpost/core";
import type { JSX } from "preact";
import type { DraftPlan } from "../../draft/draft_settings.ts";
import { typedPlan } from "../../draft/email_draft.ts";
import { missingKeys } from "../../draft/setting_remarks.ts";
import { focusInput } from "../../parts/error_summary.tsx";
import { Icon, type IconName } from "../../parts/icon.tsx";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";
import { settingInputId } from "./setting_input_id.ts";

/** How mail will leave with what is typed, and why: always in sight. */
export function PlanPanel(): JSX.Element {
  return (
    <aside class="card plan-panel" aria-labelledby="plan-panel-title">
      <h2 id="plan-panel-title">{t("email.plan")}</h2>
      <PlanAnswer plan={typedPlan.value} />
    </aside>
  );
}

const LOOKS: Readonly<Record<TlsMode | "none", readonly [IconName, string]>> = {
  implicit: ["lock", "ok"],
  "starttls-must": ["lock", "ok"],
  "starttls-may": ["unlock", "warning"],
  plain: ["unlock", "error"],
  none: ["error", "error"],
};

/** How a plan looks at first glance. */
function planLook(plan: DraftPlan): { icon: IconName; level: string; line: string } {
  const { mode, refusals } = plan.decision;
  const missing = missingKeys(plan);
  if (mode === null && refusals.every(({ key }) => missing.includes(key))) {
    return { icon: "info", level: "info", line: t("email.plan.unfinished") };
  }
  const [icon, level] = LOOKS[mode ?? "none"];
  return { icon, level, line: modeLine(plan) };
}

/** The plan in one line, for windows in which the panel is out of sight; it repeats the panel. */
export function PlanLine(): JSX.Element {
  const { icon, level, line } = planLook(typedPlan.value);
  return (
    <p class={`bar-mode ${level}`} aria-hidden="true">
      <Icon name={icon} />
      {line}
    </p>
  );
}

/** The mode in large, then why, what stops it, and what a person should know. */
export function PlanAnswer({ plan }: { readonly plan: DraftPlan }): JSX.Element {
  const { mode, reasons, refusals, warnings } = plan.decision;
  const missing = missingKeys(plan);
  const { icon, level, line } = planLook(plan);
  const others = reasons.filter(({ rule }) => !refusals.some((each) => each.rule === rule));
  return (
    <>
      <div class={`plan-mode ${level}`} role="status" data-mode={mode ?? "none"}>
        <Icon name={icon} />
        <p>{line}</p>
      </div>
      {missing.length > 0 && <MissingList missing={missing} />}
      <Sentences
        title={t("email.plan.refusals")}
        kind="problem"
        items={refusals.filter(({ key }) => !missing.includes(key))}
      />
      {mode !== null && <Sentences title={t("email.plan.because")} kind="reason" items={others} />}
      <Sentences title={t("email.plan.warnings")} kind="warning" items={warnings} />
    </>
  );
}

/** The mode in one line: how, on which port, with whom. */
export function modeLine({ decision, reading }: DraftPlan): string {
  const { mode } = decision;
  const { host, port } = reading.settings;
  if (mode === null) return t("email.mode.refused");
  return t(`email.mode.${mode}`, { port: String(port), host: host?.text ?? "" });
}

function MissingList({ missing }: { readonly missing: readonly string[] }): JSX.Element {
  return (
    <div class="plan-part">
      <h3>{t("email.plan.missing")}</h3>
      <ul>
        {missing.map((key) => (
          <li key={key}>
            <button type="button" class="link" onClick={() => focusSetting(key)}>
              {key === "IpConfig/MailHost" ? t("email.host") : t("email.from")}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Sentences(props: {
  readonly title: string;
  readonly kind: "problem" | "warning" | "reason";
  readonly items: readonly (PlanReason | PlanWarning | PlanRefusal)[];
}): JSX.Element | null {
  const { title, kind, items } = props;
  if (items.length === 0) return null;
  return (
    <div class={`plan-part ${kind}`}>
      <h3>{title}</h3>
      <ul>
        {items.map((item) => (
          <li key={item.rule + item.message} data-rule={item.rule}>
            <span>{coreSentences.value.reason(item)}</span>
            {"key" in item && item.key.includes("/") && (
              <>
                {" "}
                <button type="button" class="link" onClick={() => focusSetting(item.key)}>
                  {item.key}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Brings the input of a key into focus. */
export function focusSetting(key: string): void {
  focusInput(settingInputId(key));
}
