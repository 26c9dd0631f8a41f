import { fieldId } from "../../parts/field.tsx";

/** The id of the choice, for links from problems of keys that it writes. */
export const CHOICE_ID = "connection-choice";

/** The keys whose remarks stand at the choice itself. */
export const CHOICE_KEYS: readonly string[] = [
  "Email/StartTLS",
  "Email/SMTPS",
  "SSL/Enabled",
  "SSL/Required",
];

/** The id of the input of a key; keys that the choice writes lead to the choice. */
export function settingInputId(key: string): string {
  return CHOICE_KEYS.includes(key) ? CHOICE_ID : fieldId(key);
}
