import { providerAdvice } from "@fieldpost/core";
import type { ComponentChildren, JSX } from "preact";
import { typedPlan, typedValue, typeValue } from "../../draft/email_draft.ts";
import { settingRemarks } from "../../draft/setting_remarks.ts";
import { TextField } from "../../parts/text_field.tsx";
import { coreSentences } from "../../text/core_sentences.ts";
import { missingRemark } from "./form_attempt.ts";

/** A field for the value of a registry key, with everything that the plan says about it. */
export function SettingField(props: {
  readonly settingKey: string;
  readonly label: string;
  readonly help?: ComponentChildren;
  readonly placeholder?: string;
  readonly type?: "text" | "email";
  readonly inputMode?: "numeric" | "email" | "url";
  readonly isOptional?: boolean;
  readonly autocomplete?: string;
}): JSX.Element {
  const { settingKey } = props;
  const remarks = settingRemarks(typedPlan.value, settingKey);
  return (
    <TextField
      {...props}
      value={typedValue(settingKey)}
      onInput={(value) => typeValue(settingKey, value)}
      problem={remarks.problem ?? missingRemark(settingKey)}
      warning={remarks.warning ?? providerWarning(settingKey)}
    />
  );
}

/** What the provider is known to refuse, in this field. */
function providerWarning(settingKey: string): string | undefined {
  const { settings } = typedPlan.value.reading;
  const advice = providerAdvice(settings).find(({ key }) => key === settingKey);
  return advice === undefined ? undefined : coreSentences.value.words(advice.message);
}
