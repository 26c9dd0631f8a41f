import { describe, expect, it } from "@jest/globals";
import { chooseMechanism } from "./choose_mechanism.ts";

describe("chooseMechanism()", () => {
  it.each([
    [["CRAM-MD5", "LOGIN", "PLAIN", "SCRAM-SHA-256"], false, [], "SCRAM-SHA-256"],
    [["CRAM-MD5", "LOGIN", "PLAIN"], false, [], "PLAIN"],
    [["CRAM-MD5", "LOGIN"], false, [], "LOGIN"],
    [["CRAM-MD5"], false, [], "CRAM-MD5"],
    [["CRAM-MD5", "LOGIN", "PLAIN", "SCRAM-SHA-256"], true, [], "SCRAM-SHA-256"],
    [["CRAM-MD5", "LOGIN", "PLAIN"], true, [], "CRAM-MD5"],
    [["LOGIN", "PLAIN"], true, [], "PLAIN"],
    [["LOGIN", "PLAIN"], false, ["PLAIN"], "LOGIN"],
    [["LOGIN", "PLAIN"], false, ["PLAIN", "LOGIN"], undefined],
    [["XOAUTH2", "GSSAPI", "SCRAM-SHA-1"], false, [], undefined],
    [[], false, [], undefined],
  ] as const)(
    "out of %j, exposed %s, without %j, takes %s",
    (offered, exposed, refused, chosen) => {
      expect(chooseMechanism(offered, { exposed, refused })).toBe(chosen);
    },
  );

  it.each([
    [["PLAIN", "XOAUTH2", "OAUTHBEARER"], [], "OAUTHBEARER"],
    [["PLAIN", "XOAUTH2", "OAUTHBEARER"], ["OAUTHBEARER"], "XOAUTH2"],
    [["PLAIN", "LOGIN", "CRAM-MD5", "SCRAM-SHA-256"], [], undefined],
  ] as const)("with a token takes out of %j without %j only %s", (offered, refused, chosen) => {
    for (const exposed of [true, false]) {
      expect(chooseMechanism(offered, { exposed, refused, isToken: true })).toBe(chosen);
    }
  });
});
