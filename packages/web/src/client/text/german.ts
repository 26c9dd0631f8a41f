import { EMAIL_GERMAN } from "./german/email.ts";
import { EMAIL_PLAN_GERMAN } from "./german/email_plan.ts";
import { FRAME_GERMAN } from "./german/frame.ts";
import { LOGIN_GERMAN } from "./german/login.ts";
import { OVERVIEW_GERMAN } from "./german/overview.ts";
import { PARTS_GERMAN } from "./german/parts.ts";
import type { Texts } from "./text_key.ts";

/** Every word of the page in German. */
export const GERMAN: Texts = {
  ...FRAME_GERMAN,
  ...PARTS_GERMAN,
  ...LOGIN_GERMAN,
  ...OVERVIEW_GERMAN,
  ...EMAIL_GERMAN,
  ...EMAIL_PLAN_GERMAN,
};
