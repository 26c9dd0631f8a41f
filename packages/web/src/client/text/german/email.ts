import type { EMAIL_ENGLISH } from "../english/email.ts";
import type { TextsOf } from "../text_entry.ts";

/** The words of the page "Email". */
export const EMAIL_GERMAN: TextsOf<keyof typeof EMAIL_ENGLISH> = {
  "email.title": "E-Mail",
};
