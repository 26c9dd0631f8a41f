import type { JSX } from "preact";
import { StickyFold } from "../../parts/sticky_fold.tsx";
import { t } from "../../text/t.ts";
import { DangerSwitch } from "./danger_switch.tsx";
import { SettingField } from "./setting_field.tsx";
import { SettingSelect } from "./setting_select.tsx";

/** What few units need: names, a private authority, pins, and the keys that end in a danger. */
export function AdvancedPart(): JSX.Element {
  return (
    <StickyFold isNeeded={false} summary={t("email.advanced")}>
      <SettingField
        settingKey="Email/HeloName"
        label={t("email.helo")}
        help={t("email.helo.help")}
        isOptional
      />
      <SettingField
        settingKey="Email/CaFile"
        label={t("email.caFile")}
        help={t("email.caFile.help")}
        isOptional
      />
      <SettingField
        settingKey="Email/Pin1"
        label={t("email.pin1")}
        help={t("email.pin.help")}
        placeholder="sha256/…"
        isOptional
      />
      <SettingField settingKey="Email/Pin2" label={t("email.pin2")} isOptional />
      <SettingSelect
        settingKey="Email/Login"
        label={t("email.login")}
        help={t("email.login.help")}
      />
      <SettingSelect
        settingKey="Email/Chunking"
        label={t("email.chunking")}
        help={t("email.chunking.help")}
      />
      <h3>{t("email.dangers")}</h3>
      <DangerSwitch danger="PasswordInClearDangerous" />
      <DangerSwitch danger="SkipVerificationDangerous" />
      <DangerSwitch danger="DowngradeDangerous" />
    </StickyFold>
  );
}
