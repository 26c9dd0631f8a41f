import { describeCredentialFault } from "@fieldpost/core";
import { describeUserRefusal, type UserRefusal } from "@fieldpost/runtime";
import type { ApiErrorCode } from "../../api/api_error.ts";
import { Refusal } from "../refusal.ts";

/** Where the code of a refusal is another one than `refused`. */
const CODES: Readonly<Partial<Record<UserRefusal, ApiErrorCode>>> = {
  "name-taken": "conflict",
  unknown: "not-found",
  "setup-over": "setup-over",
};

/** Words why users and tokens stay as they are; `doing` is what was wanted: `add this user`. */
export function userRefusal(refusal: UserRefusal, doing: string): Refusal {
  const message = `Cannot ${doing}: ${describeUserRefusal(refusal)}`;
  return new Refusal(CODES[refusal] ?? "refused", message, fieldsOf(refusal));
}

function fieldsOf(refusal: UserRefusal): ConstructorParameters<typeof Refusal>[2] {
  switch (refusal) {
    case "name-invalid":
      return { fields: [{ path: "name", fault: describeCredentialFault(refusal) }] };
    case "password-short":
    case "password-long":
    case "password-control-character":
    case "password-one-character":
    case "password-is-name":
      return { fields: [{ path: "password", fault: describeCredentialFault(refusal) }] };
    default:
      return {};
  }
}
