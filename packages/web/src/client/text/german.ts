import { CONSOLE_GERMAN } from "./german/console.ts";
import { EMAIL_GERMAN } from "./german/email.ts";
import { EMAIL_PLAN_GERMAN } from "./german/email_plan.ts";
import { EVENTS_GERMAN } from "./german/events.ts";
import { FRAME_GERMAN } from "./german/frame.ts";
import { LOG_GERMAN } from "./german/log.ts";
import { LOGIN_GERMAN } from "./german/login.ts";
import { OUTBOX_GERMAN } from "./german/outbox.ts";
import { OVERVIEW_GERMAN } from "./german/overview.ts";
import { PARTS_GERMAN } from "./german/parts.ts";
import { REGISTRY_GERMAN } from "./german/registry.ts";
import { SETTINGS_GERMAN } from "./german/settings.ts";
import { USERS_GERMAN } from "./german/users.ts";
import type { Texts } from "./text_key.ts";

/** Every word of the page in German. */
export const GERMAN: Texts = {
  ...FRAME_GERMAN,
  ...PARTS_GERMAN,
  ...LOGIN_GERMAN,
  ...OVERVIEW_GERMAN,
  ...EMAIL_GERMAN,
  ...EMAIL_PLAN_GERMAN,
  ...CONSOLE_GERMAN,
  ...EVENTS_GERMAN,
  ...LOG_GERMAN,
  ...OUTBOX_GERMAN,
  ...REGISTRY_GERMAN,
  ...SETTINGS_GERMAN,
  ...USERS_GERMAN,
};
