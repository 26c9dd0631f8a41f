import type { Problem } from "./problem.ts";

/** What a setting without which nothing can be sent accepts, as the second half of its message. */
export const NEEDED_SETTINGS: Readonly<Record<string, string>> = {
  "IpConfig/MailHost": "the name or the address of a mail server is accepted",
  "IpConfig/EmailAddress": "an address like alarm@example.com is accepted",
  "Email/Port": "a number from 1 to 65535 is accepted",
};

/** The problem of a needed setting that is not set. */
export function missingSetting(path: string): Problem {
  return { code: "value-missing", path, facts: { accepted: NEEDED_SETTINGS[path] ?? "" } };
}
