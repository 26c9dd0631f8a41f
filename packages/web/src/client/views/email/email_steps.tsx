import { FIRMWARE_PROFILES } from "@fieldpost/core";
import type { JSX } from "preact";
import { typedPlan } from "../../draft/email_draft.ts";
import { registryState } from "../../state/unit_states.ts";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";
import { SecretPart, TokenPart } from "./account_part.tsx";
import { AdvancedPart } from "./advanced_part.tsx";
import { BestWay } from "./best_way.tsx";
import { ConnectionPart } from "./connection_part.tsx";
import { IpCheck } from "./ip_check.tsx";
import { ProviderFacts, ProviderSelect } from "./provider_part.tsx";
import { SettingField } from "./setting_field.tsx";
import { SettingSelect } from "./setting_select.tsx";
import { StepCard } from "./step_card.tsx";
import { TestPart } from "./test_part.tsx";

/** The steps of the set-up in the order of the guide. */
export function EmailSteps({ mayChange }: { readonly mayChange: boolean }): JSX.Element {
  return (
    <div class="steps">
      <StepCard number={1} title={t("email.step.ip")} intro={t("email.step.ip.intro")}>
        <fieldset class="stack" disabled={!mayChange}>
          <legend class="visually-hidden">{t("email.step.ip")}</legend>
          <SettingField
            settingKey="IpConfig/HostName"
            label={t("email.hostName")}
            help={t("email.hostName.help")}
            placeholder={registryState.value.value?.machineName ?? ""}
            isOptional
          />
          <SettingField
            settingKey="IpConfig/NtpServer"
            label={t("email.ntp")}
            help={t("email.ntp.help")}
            placeholder="pool.ntp.org"
            isOptional
          />
        </fieldset>
        <IpCheck />
      </StepCard>
      <fieldset class="steps plain" disabled={!mayChange}>
        <legend class="visually-hidden">{t("email.title")}</legend>
        <HostStep />
        <FromStep />
        <AccountStep />
        <ConnectionStep />
      </fieldset>
      {mayChange && (
        <StepCard
          id="test"
          number={6}
          title={t("email.step.test")}
          intro={t("email.step.test.intro")}
        >
          <TestPart />
        </StepCard>
      )}
    </div>
  );
}

function HostStep(): JSX.Element {
  return (
    <StepCard number={2} title={t("email.step.host")} intro={t("email.step.host.intro")}>
      <ProviderSelect />
      <SettingField
        settingKey="IpConfig/MailHost"
        label={t("email.host")}
        help={t("email.host.help")}
        placeholder="smtp.example.com"
        inputMode="url"
      />
      <ProviderFacts />
    </StepCard>
  );
}

function FromStep(): JSX.Element {
  return (
    <StepCard number={3} title={t("email.step.from")} intro={t("email.step.from.intro")}>
      <SettingField
        settingKey="IpConfig/EmailAddress"
        label={t("email.from")}
        help={t("email.from.help")}
        placeholder="unit7@example.com"
        inputMode="email"
      />
    </StepCard>
  );
}

function AccountStep(): JSX.Element {
  return (
    <StepCard number={4} title={t("email.step.account")} intro={t("email.step.account.intro")}>
      <SettingField settingKey="Email/Username" label={t("email.username")} autocomplete="off" />
      <SecretPart />
      <TokenPart />
    </StepCard>
  );
}

function ConnectionStep(): JSX.Element {
  const { profile } = typedPlan.value.reading.settings;
  const meaning = FIRMWARE_PROFILES.find(({ name }) => name === profile.name)?.meaning ?? "";
  return (
    <StepCard number={5} title={t("email.step.connection")}>
      <BestWay />
      <ConnectionPart />
      <SettingSelect
        settingKey="Device/Profile"
        label={t("email.profile")}
        help={coreSentences.value.words(meaning)}
      />
      <AdvancedPart />
    </StepCard>
  );
}
