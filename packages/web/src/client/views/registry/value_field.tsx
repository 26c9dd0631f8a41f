import type { CatalogueEntry } from "@fieldpost/core";
import type { JSX } from "preact";
import type { SettingDraft } from "../../draft/setting_draft.ts";
import { durationWords } from "../../parts/duration_words.ts";
import { SelectField } from "../../parts/select_field.tsx";
import { TextAreaField, TextField } from "../../parts/text_field.tsx";
import { loadedTexts } from "../../text/language.ts";
import { t } from "../../text/t.ts";

const BOOLEANS: readonly string[] = ["enabled", "disabled"];

/** The input that fits what the catalogue says of a key. */
export function ValueField(props: {
  readonly settingKey: string;
  readonly entry: CatalogueEntry | undefined;
  readonly draft: SettingDraft;
  readonly mayEdit: boolean;
  readonly problem: string | undefined;
  readonly warning: string | undefined;
}): JSX.Element {
  const { settingKey, entry, draft, mayEdit, problem, warning } = props;
  const value = draft.value(settingKey);
  const common = {
    id: `value-${settingKey}`,
    label: t("key.value"),
    value,
    problem,
    warning,
    isDisabled: !mayEdit,
  };
  const set = (text: string): void => draft.set(settingKey, text);
  const choices = entry?.choices ?? (entry?.kind === "boolean" ? BOOLEANS : undefined);
  // A spelling of its own, such as "true", stays as it is until another one is chosen.
  if (choices !== undefined && (value === "" || choices.includes(value.toLowerCase()))) {
    return (
      <SelectField
        {...common}
        value={value.toLowerCase()}
        onChange={set}
        options={[{ value: "", label: presetWords(entry) }, ...choices.map(asOption)]}
      />
    );
  }
  const help = mayEdit ? t("key.valueHelp") : undefined;
  if (entry?.multiline === true || value.includes("\n")) {
    return <TextAreaField {...common} help={help} onInput={set} mono />;
  }
  const isTime = entry?.kind === "milliseconds" && /^\d{1,10}$/u.test(value);
  return (
    <TextField
      {...common}
      mono
      onInput={set}
      placeholder={entry?.default ?? ""}
      help={
        <>
          {isTime && `${t("key.ms", { words: millisecondWords(value) })} `}
          {help}
        </>
      }
    />
  );
}

function asOption(value: string): { value: string; label: string } {
  return { value, label: value };
}

function presetWords(entry: CatalogueEntry | undefined): string {
  return entry?.default === undefined
    ? t("key.defaultNone")
    : t("key.default", { value: entry.default });
}

function millisecondWords(value: string): string {
  return durationWords(Number(value), loadedTexts.value.language);
}
