import { describeCredentialFault } from "@fieldpost/core";
import type { UserRefusal } from "@fieldpost/runtime";
import type { ApiErrorCode } from "../../api/api_error.ts";
import { Refusal } from "../refusal.ts";

const OTHER_REFUSALS: Readonly<
  Record<
    Exclude<UserRefusal, Parameters<typeof describeCredentialFault>[0]>,
    readonly [ApiErrorCode, string]
  >
> = {
  "name-taken": ["conflict", "a user of this name is there already, another name is accepted"],
  unknown: ["not-found", "it is not there, the list of users shows what is"],
  "last-administrator": [
    "refused",
    "it is the last administrator, another one has to be there first",
  ],
  "setup-over": ["setup-over", "the unit has a user already, a login is accepted"],
  "label-invalid": ["refused", "the label is no line of 1 to 64 characters, one is accepted"],
  "too-many": ["refused", "there are a hundred of them, one has to go first"],
};

/** Words why users and tokens stay as they are; `doing` is what was wanted: `add this user`. */
export function userRefusal(refusal: UserRefusal, doing: string): Refusal {
  const field = refusal.startsWith("password-") ? "password" : "name";
  if (refusal in OTHER_REFUSALS) {
    const [code, why] = OTHER_REFUSALS[refusal as keyof typeof OTHER_REFUSALS];
    return new Refusal(code, `Cannot ${doing}: ${why}`);
  }
  const fault = describeCredentialFault(refusal as Parameters<typeof describeCredentialFault>[0]);
  const what = `the ${field} cannot be used, ${fault}`;
  return new Refusal("refused", `Cannot ${doing}: ${what}`, { fields: [{ path: field, fault }] });
}
