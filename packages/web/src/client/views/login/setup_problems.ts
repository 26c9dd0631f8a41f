import { t } from "../../text/t.ts";

/** What is typed for the first set-up. */
export interface SetupEntry {
  readonly token: string;
  readonly username: string;
  readonly password: string;
  readonly again: string;
}

/** Characters that a password has at least. */
export const PASSWORD_LENGTH = 10;

/** What is wrong with each field; empty when the set-up can be sent. */
export function setupProblems(entry: SetupEntry): Partial<Record<keyof SetupEntry, string>> {
  const missing = PASSWORD_LENGTH - [...entry.password].length;
  return {
    ...(entry.token.trim() === "" && { token: t("setup.needToken") }),
    ...(entry.username.trim() === "" && { username: t("login.needUsername") }),
    ...(missing > 0 && { password: t("setup.tooShort", { count: missing }) }),
    ...(entry.again !== entry.password && { again: t("setup.differ") }),
  };
}
