import {
  describeCredentialFault,
  findNameFault,
  findPasswordFault,
  PASSWORD_LEAST,
} from "@fieldpost/core";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";

/** What is typed for the first set-up. */
export interface SetupEntry {
  readonly token: string;
  readonly username: string;
  readonly password: string;
  readonly again: string;
}

/** What is wrong with each field; empty when the set-up can be sent. */
export function setupProblems(entry: SetupEntry): Partial<Record<keyof SetupEntry, string>> {
  const { token, username, password, again } = entry;
  const nameFault = findNameFault(username.trim());
  const fault = findPasswordFault(password, username.trim());
  return {
    ...(token.trim() === "" && { token: t("setup.needToken") }),
    ...(nameFault !== undefined && {
      username: t("setup.cannotName", { fault: sayFault(nameFault) }),
    }),
    ...(fault !== undefined && { password: passwordProblem(password, fault) }),
    ...(again !== password && { again: t("setup.differ") }),
  };
}

type Fault = Parameters<typeof describeCredentialFault>[0];

function passwordProblem(password: string, fault: Fault): string {
  if (fault !== "password-short") return t("setup.cannotPassword", { fault: sayFault(fault) });
  return t("setup.tooShort", { count: PASSWORD_LEAST - [...password].length });
}

function sayFault(fault: Fault): string {
  return coreSentences.value.words(describeCredentialFault(fault));
}
