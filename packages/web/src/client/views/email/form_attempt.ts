import { type Signal, signal } from "@preact/signals";
import { typedPlan } from "../../draft/email_draft.ts";
import { missingKeys } from "../../draft/setting_remarks.ts";
import { t } from "../../text/t.ts";

/** How often it was tried to save or to test: until then nobody is blamed for an empty field. */
export const formAttempts: Signal<number> = signal(0);

/** That a needed key is not set, once somebody has tried to go on without it. */
export function missingRemark(settingKey: string): string | undefined {
  if (formAttempts.value === 0) return undefined;
  return missingKeys(typedPlan.value).includes(settingKey) ? t("email.missing") : undefined;
}

/** Begins anew, when everything is saved or discarded. */
export function forgetAttempts(): void {
  formAttempts.value = 0;
}
