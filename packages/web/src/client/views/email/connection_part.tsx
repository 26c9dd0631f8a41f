import { type ConnectionChoice, choiceAssignments } from "@fieldpost/core";
import type { JSX } from "preact";
import { typeAll, typedPlan, typedValue } from "../../draft/email_draft.ts";
import { settingRemarks } from "../../draft/setting_remarks.ts";
import { ChoiceGroup } from "../../parts/choice_group.tsx";
import { StickyFold } from "../../parts/sticky_fold.tsx";
import { t } from "../../text/t.ts";
import { SettingField } from "./setting_field.tsx";
import { CHOICE_ID, CHOICE_KEYS } from "./setting_input_id.ts";
import { SettingSelect } from "./setting_select.tsx";

const CHOICES: readonly ConnectionChoice[] = ["implicit", "starttls-must", "starttls-may", "plain"];

/** Port and security as one choice of four, with the keys that it comes to. */
export function ConnectionPart(): JSX.Element {
  const plan = typedPlan.value;
  const { settings } = plan.reading;
  return (
    <>
      <ChoiceGroup
        id={CHOICE_ID}
        legend={t("email.choice")}
        value={plan.choice}
        choices={CHOICES.map((value) => ({
          value,
          label: t(`email.choice.${value}`),
          help: t(`email.choice.${value}.help`),
        }))}
        onChange={(choice) => typeAll(choiceAssignments(choice, settings))}
        {...settingRemarks(plan, ...CHOICE_KEYS)}
      />
      {plan.choice === null && <p class="field-help">{t("email.choice.none")}</p>}
      <Keys />
    </>
  );
}

function Keys(): JSX.Element {
  const plan = typedPlan.value;
  const { profile, smtps } = plan.reading.settings;
  const remarks = settingRemarks(plan, "Email/Port");
  const isRemarked = remarks.problem !== undefined || remarks.warning !== undefined;
  const derived = smtps === undefined && profile.derivesSmtps && plan.choice === "implicit";
  return (
    <StickyFold isNeeded={isRemarked} summary={<KeysLine isDerived={derived} />}>
      <p class="field-help">{t("email.keys.help")}</p>
      <SettingField
        settingKey="Email/Port"
        label={t("email.port")}
        inputMode="numeric"
        placeholder="25"
        help={t("email.port.help")}
      />
      <SettingSelect
        settingKey="Email/SMTPS"
        label={t("email.smtps")}
        help={t("email.smtps.help")}
        {...(derived && { unset: t("email.smtps.derived") })}
      />
      <SettingSelect
        settingKey="Email/StartTLS"
        label={t("email.startTls")}
        help={t("email.startTls.help")}
      />
      <SettingSelect settingKey="SSL/Enabled" label={t("email.sslEnabled")} />
      <SettingSelect
        settingKey="SSL/Required"
        label={t("email.sslRequired")}
        help={t("email.sslRequired.help")}
      />
    </StickyFold>
  );
}

/** The three keys in a line, as they would stand. */
function KeysLine({ isDerived }: { readonly isDerived: boolean }): JSX.Element {
  const { port } = typedPlan.value.reading.settings;
  const words = [
    `Email/Port = ${port ?? typedValue("Email/Port")}`,
    `Email/SMTPS = ${keyWord("Email/SMTPS", isDerived ? "enabled" : "disabled")}`,
    `Email/StartTLS = ${keyWord("Email/StartTLS", "enabled")}`,
  ];
  return (
    <>
      {t("email.keys")}
      <span class="keys-line mono">{words.join(", ")}</span>
    </>
  );
}

function keyWord(key: string, unset: string): string {
  const value = typedValue(key);
  return value === "" ? `${unset} (${t("parts.unset")})` : value;
}
