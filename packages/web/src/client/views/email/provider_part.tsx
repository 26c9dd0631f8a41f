import { findProvider, PROVIDERS, type Provider, type ProviderId } from "@fieldpost/core";
import type { JSX } from "preact";
import { typedPlan, typedValue } from "../../draft/email_draft.ts";
import { Banner } from "../../parts/banner.tsx";
import { focusInput } from "../../parts/error_summary.tsx";
import { fieldId } from "../../parts/field.tsx";
import { SelectField } from "../../parts/select_field.tsx";
import { unitNow } from "../../state/clock_state.ts";
import { coreSentences } from "../../text/core_sentences.ts";
import { loadedTexts } from "../../text/language.ts";
import { t } from "../../text/t.ts";
import { applyProvider } from "./apply_provider.ts";

/** The provider that host and user belong to, where it is known. */
export function typedProvider(): Provider | undefined {
  const host = typedPlan.value.reading.settings.host?.text ?? typedValue("IpConfig/MailHost");
  const address = typedValue("Email/Username") || typedValue("IpConfig/EmailAddress");
  return findProvider(host, address);
}

/** Fills in what is known of a provider. */
export function ProviderSelect(): JSX.Element {
  const names = [...PROVIDERS].sort((a, b) => a.name.localeCompare(b.name));
  return (
    <SelectField
      label={t("email.provider")}
      help={t("email.provider.help")}
      isOptional
      value={typedProvider()?.id ?? ""}
      options={[
        { value: "", label: t("email.provider.none") },
        ...names.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(id) => {
        const needsCare = applyProvider(id as ProviderId | "");
        if (needsCare) focusInput(fieldId("IpConfig/MailHost"));
      }}
    />
  );
}

/** What is known of the provider, with the date of the facts and of what will change. */
export function ProviderFacts(): JSX.Element | null {
  const provider = typedProvider();
  if (provider === undefined) return null;
  const say = coreSentences.value.words;
  const { name, login, from, notice, asOf } = provider;
  return (
    <>
      {notice !== undefined && <ProviderNotice on={notice.on} text={noticeWords(notice.text)} />}
      <Banner level="info" title={name}>
        <p>{say(login)}</p>
        {from !== "unknown" && <p>{t(`email.provider.from.${from}`)}</p>}
        <p class="faint">{t("email.provider.asOf", { date: monthWords(asOf) })}</p>
      </Banner>
    </>
  );
}

/** The words of a notice; nothing when the plan says them already. */
function noticeWords(text: string): string | undefined {
  const { warnings } = typedPlan.value.decision;
  const isSaid = warnings.some(({ message }) => message.includes(text));
  return isSaid ? undefined : coreSentences.value.words(text);
}

const DAY_MS = 86_400_000;

function ProviderNotice(props: {
  readonly on: string;
  readonly text: string | undefined;
}): JSX.Element {
  const { on, text } = props;
  const days = Math.ceil((Date.parse(`${on}T00:00:00Z`) - unitNow.value) / DAY_MS);
  const { locale } = loadedTexts.value;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(
    Date.parse(on),
  );
  const title =
    days > 0
      ? t("email.provider.inDays", { count: days, date })
      : t("email.provider.changed", { date });
  return (
    <Banner level="warning" title={title}>
      {text !== undefined && <p>{text}</p>}
    </Banner>
  );
}

function monthWords(month: string): string {
  const { locale } = loadedTexts.value;
  const format = { month: "long", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat(locale, format).format(Date.parse(`${month}-01`));
}
