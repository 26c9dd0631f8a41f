import { CONSOLE_ENGLISH } from "./english/console.ts";
import { EMAIL_ENGLISH } from "./english/email.ts";
import { EMAIL_PLAN_ENGLISH } from "./english/email_plan.ts";
import { EVENTS_ENGLISH } from "./english/events.ts";
import { FRAME_ENGLISH } from "./english/frame.ts";
import { LOG_ENGLISH } from "./english/log.ts";
import { LOGIN_ENGLISH } from "./english/login.ts";
import { OUTBOX_ENGLISH } from "./english/outbox.ts";
import { OVERVIEW_ENGLISH } from "./english/overview.ts";
import { PARTS_ENGLISH } from "./english/parts.ts";
import { REGISTRY_ENGLISH } from "./english/registry.ts";
import { SETTINGS_ENGLISH } from "./english/settings.ts";
import { USERS_ENGLISH } from "./english/users.ts";

/** Every word of the page in English; the other languages have the same keys. */
export const ENGLISH: typeof FRAME_ENGLISH &
  typeof PARTS_ENGLISH &
  typeof LOGIN_ENGLISH &
  typeof OVERVIEW_ENGLISH &
  typeof EMAIL_ENGLISH &
  typeof EMAIL_PLAN_ENGLISH &
  typeof CONSOLE_ENGLISH &
  typeof EVENTS_ENGLISH &
  typeof LOG_ENGLISH &
  typeof OUTBOX_ENGLISH &
  typeof REGISTRY_ENGLISH &
  typeof SETTINGS_ENGLISH &
  typeof USERS_ENGLISH = {
  ...FRAME_ENGLISH,
  ...PARTS_ENGLISH,
  ...LOGIN_ENGLISH,
  ...OVERVIEW_ENGLISH,
  ...EMAIL_ENGLISH,
  ...EMAIL_PLAN_ENGLISH,
  ...CONSOLE_ENGLISH,
  ...EVENTS_ENGLISH,
  ...LOG_ENGLISH,
  ...OUTBOX_ENGLISH,
  ...REGISTRY_ENGLISH,
  ...SETTINGS_ENGLISH,
  ...USERS_ENGLISH,
};
