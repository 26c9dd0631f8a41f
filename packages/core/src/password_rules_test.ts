import { describe, expect, it } from "@jest/globals";
import {
  type CredentialFault,
  describeCredentialFault,
  findNameFault,
  findPasswordFault,
  PASSWORD_MOST,
} from "./password_rules.ts";

const PASSWORDS: readonly (readonly [string, CredentialFault | undefined])[] = [
  ["", "password-short"],
  ["ninechars", "password-short"],
  ["ten chars.", undefined],
  ["correct horse", undefined],
  ["aaaaaaaaaaaaaa", "password-one-character"],
  ["Gatekeeper-7", "password-is-name"],
  ["gatekeeper-8", undefined],
  ["tabbed\tpassword", "password-control-character"],
  ["😀😀😀😀😀", "password-short"],
  ["x1".repeat(PASSWORD_MOST / 2), undefined],
  ["x1".repeat(PASSWORD_MOST), "password-long"],
];

describe("findPasswordFault()", () => {
  it.each(PASSWORDS)("findPasswordFault() says of %j: %s", (password, fault) => {
    expect(findPasswordFault(password, "gatekeeper-7")).toBe(fault);
  });
});

describe("findNameFault()", () => {
  it.each(["ops", "joe.miller", "7of9", "A-b_c"])("findNameFault() accepts %s", (name) => {
    expect(findNameFault(name)).toBeUndefined();
  });

  it.each(["", ".ops", "a b", "a/b", "ö", "__proto__", "x".repeat(33), "a\n", "<b>"])(
    "findNameFault() refuses %j",
    (name) => {
      expect(findNameFault(name)).toBe("name-invalid");
    },
  );
});

describe("describeCredentialFault()", () => {
  it("describeCredentialFault() says what is and what would be accepted", () => {
    expect(describeCredentialFault("password-short")).toBe(
      "it has fewer than 10 characters, a longer one is accepted",
    );
  });
});
