import { type CredentialFault, describeCredentialFault } from "@fieldpost/core";
import type { UserRefusal } from "./users_file.ts";

const OTHER_SENTENCES: Readonly<Record<Exclude<UserRefusal, CredentialFault>, string>> = {
  "name-taken": "a user of this name is there already, another name is accepted",
  unknown: "it is not there, the list of users shows what is",
  "last-administrator": "it is the last administrator, another one has to be there first",
  "setup-over": "the unit has a user already, a login is accepted",
  "label-invalid": "the label is no line of 1 to 64 characters, one is accepted",
  "too-many": "there are a hundred of them, one has to go first",
};

/**
 * Words why users and tokens stay as they are; it follows `Cannot <verb> <thing>: `.
 *
 * @example
 * ```ts
 * import { describeUserRefusal } from "@fieldpost/runtime";
 * import assert from "node:assert/strict";
 *
 * assert.equal(
 *   describeUserRefusal("last-administrator"),
 *   "it is the last administrator, another one has to be there first",
 * );
 * assert.match(describeUserRefusal("password-short"), /^the password cannot be used, it has fewer/);
 * ```
 */
export function describeUserRefusal(refusal: UserRefusal): string {
  if (refusal in OTHER_SENTENCES) return OTHER_SENTENCES[refusal as keyof typeof OTHER_SENTENCES];
  const what = refusal === "name-invalid" ? "name" : "password";
  return `the ${what} cannot be used, ${describeCredentialFault(refusal as CredentialFault)}`;
}
