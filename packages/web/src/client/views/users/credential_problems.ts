import { describeCredentialFault, findNameFault, findPasswordFault } from "@fieldpost/core";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";

/** What is typed of a user. */
export interface CredentialEntry {
  readonly name: string;
  readonly password: string;
  readonly again: string;
}

/** What is wrong with a name and a password; the rules are the unit's own. */
export function credentialProblems(
  entry: CredentialEntry,
): Partial<Record<keyof CredentialEntry, string>> {
  const name = findNameFault(entry.name);
  const password = findPasswordFault(entry.password, entry.name);
  const say = (what: string, fault: Parameters<typeof describeCredentialFault>[0]): string =>
    coreSentences.value.words(`Cannot ${what}: ${describeCredentialFault(fault)}`);
  return {
    ...(name !== undefined && { name: say("use this name", name) }),
    ...(password !== undefined && { password: say("set this password", password) }),
    ...(entry.again !== entry.password && { again: t("users.differ") }),
  };
}
