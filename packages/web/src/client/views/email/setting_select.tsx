import { canonicalAssignment, findCatalogueEntry } from "@fieldpost/core";
import type { ComponentChildren, JSX } from "preact";
import { typedPlan, typedValue, typeValue } from "../../draft/email_draft.ts";
import { settingRemarks } from "../../draft/setting_remarks.ts";
import { SelectField, type SelectOption } from "../../parts/select_field.tsx";
import { t } from "../../text/t.ts";

/** A list for a key that knows its values: the catalogue's words, since that is what is stored. */
export function SettingSelect(props: {
  readonly settingKey: string;
  readonly label: string;
  readonly help?: ComponentChildren;
  /** What an unset key comes to here, where that is not the catalogue's default. */
  readonly unset?: string;
}): JSX.Element {
  const { settingKey, unset } = props;
  const [, value] = canonicalAssignment([settingKey, typedValue(settingKey)]);
  return (
    <SelectField
      {...props}
      {...settingRemarks(typedPlan.value, settingKey)}
      value={value}
      options={optionsFor(settingKey, value, unset)}
      onChange={(next) => typeValue(settingKey, next)}
    />
  );
}

function optionsFor(
  settingKey: string,
  value: string,
  unset: string | undefined,
): readonly SelectOption[] {
  const entry = findCatalogueEntry(settingKey);
  const known = entry?.kind === "boolean" ? ["enabled", "disabled"] : (entry?.choices ?? []);
  const fallback = unset ?? entry?.default ?? "";
  return [
    { value: "", label: t("email.unset", { value: fallback }) },
    ...known.map((each) => ({ value: each, label: each })),
    // What is stored and not known still has to be seen.
    ...(value === "" || known.includes(value) ? [] : [{ value, label: value }]),
  ];
}
