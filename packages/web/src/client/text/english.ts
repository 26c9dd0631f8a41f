import { EMAIL_ENGLISH } from "./english/email.ts";
import { EMAIL_PLAN_ENGLISH } from "./english/email_plan.ts";
import { FRAME_ENGLISH } from "./english/frame.ts";
import { LOGIN_ENGLISH } from "./english/login.ts";
import { OVERVIEW_ENGLISH } from "./english/overview.ts";
import { PARTS_ENGLISH } from "./english/parts.ts";

/** Every word of the page in English; the other languages have the same keys. */
export const ENGLISH: typeof FRAME_ENGLISH &
  typeof PARTS_ENGLISH &
  typeof LOGIN_ENGLISH &
  typeof OVERVIEW_ENGLISH &
  typeof EMAIL_ENGLISH &
  typeof EMAIL_PLAN_ENGLISH = {
  ...FRAME_ENGLISH,
  ...PARTS_ENGLISH,
  ...LOGIN_ENGLISH,
  ...OVERVIEW_ENGLISH,
  ...EMAIL_ENGLISH,
  ...EMAIL_PLAN_ENGLISH,
};
