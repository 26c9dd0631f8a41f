import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { openTestSession, type TestSession } from "../_testing/test_session.ts";

const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");
const users = { ann: "s3cret", "zoë,=": "pass wörd" };

function open(withUsers = true): TestSession {
  const session = openTestSession(withUsers ? { users } : {});
  session.send("EHLO x\r\n");
  return session;
}

function challenge(reply: string): string {
  return Buffer.from(reply.slice(4).trim(), "base64").toString("utf8");
}

const GOOD = "235 2.7.0 Authentication successful\r\n";
const BAD = "535 5.7.8 Authentication credentials invalid\r\n";

describe("AUTH", () => {
  it.each([
    ["PLAIN, initial", [`AUTH PLAIN ${base64("\0ann\0s3cret")}`], GOOD],
    ["PLAIN, prompted", ["AUTH PLAIN", base64("x\0ann\0s3cret")], GOOD],
    ["PLAIN, wrong", [`AUTH PLAIN ${base64("\0ann\0S3cret")}`], BAD],
    ["PLAIN, stranger", [`AUTH PLAIN ${base64("\0bob\0s3cret")}`], BAD],
    ["LOGIN, prompted", ["AUTH LOGIN", base64("ann"), base64("s3cret")], GOOD],
    ["LOGIN, initial", [`AUTH LOGIN ${base64("ann")}`, base64("s3cret")], GOOD],
    ["LOGIN, wrong", ["AUTH LOGIN", base64("ann"), base64("")], BAD],
    ["XOAUTH2", [`AUTH XOAUTH2 ${base64("user=ann\x01auth=Bearer s3cret\x01\x01")}`], GOOD],
    ["XOAUTH2, prompted", ["auth xoauth2", base64("user=ann\x01auth=Bearer s3cret\x01\x01")], GOOD],
    ["XOAUTH2, wrong", [`AUTH XOAUTH2 ${base64("user=ann\x01auth=Bearer no\x01\x01")}`, ""], BAD],
    [
      "OAUTHBEARER",
      [`AUTH OAUTHBEARER ${base64("n,a=ann,\x01host=h\x01port=25\x01auth=Bearer s3cret\x01\x01")}`],
      GOOD,
    ],
    [
      "OAUTHBEARER, wrong",
      [`AUTH OAUTHBEARER ${base64("n,a=ann,\x01auth=Bearer no\x01\x01")}`, base64("\x01")],
      BAD,
    ],
    ["cancelled", ["AUTH LOGIN", "*"], "501 5.7.0 Authentication cancelled\r\n"],
    ["not base64", ["AUTH LOGIN", "???"], "501 5.5.2 Invalid base64\r\n"],
    ["malformed", [`AUTH PLAIN ${base64("ann")}`], "501 5.5.2 Cannot read the response\r\n"],
    ["unknown", ["AUTH GSSAPI"], "504 5.5.4 Unrecognized authentication type\r\n"],
  ])("%s", (_, lines, expected) => {
    const session = open();
    const replies = lines.map((line) => session.send(`${line}\r\n`));
    expect(replies.at(-1)).toBe(expected);
    const mechanism = lines[0]?.split(" ")[1]?.toUpperCase();
    expect(session.record.auth).toEqual(expected === GOOD ? { mechanism, identity: "ann" } : null);
    expect(JSON.stringify([session.record.transcript, session.record.failures])).not.toMatch(
      /s3cret|czNjcmV0|AGFubg/,
    );
    expect(session.send("NOOP\r\n")).toBe("250 2.0.0 Ok\r\n");
  });

  it.each([
    ["s3cret", true, GOOD],
    ["other", true, BAD],
    ["other", false, GOOD],
  ])("CRAM-MD5 with %j, users given: %j", (secret, withUsers, expected) => {
    const session = open(withUsers);
    const text = challenge(session.send("AUTH CRAM-MD5\r\n"));
    expect(text).toMatch(/^<.+@mx\.test>$/);
    const digest = createHmac("md5", secret).update(text).digest("hex");
    expect(session.send(`${base64(`ann ${digest}`)}\r\n`)).toBe(expected);
  });

  it.each([
    ["ann", "s3cret", GOOD],
    ["zoë,=", "pass wörd", GOOD],
    ["ann", "wrong", BAD],
    ["bob", "s3cret", BAD],
  ])("SCRAM-SHA-256 as %s with %j", (identity, secret, expected) => {
    const session = open();
    const name = identity.replaceAll("=", "=3D").replaceAll(",", "=2C");
    const first = `n=${name},r=abc`;
    const serverFirst = challenge(session.send(`AUTH SCRAM-SHA-256 ${base64(`n,,${first}`)}\r\n`));
    const [, nonce = "", salt = "", rounds] = /^r=(abc.+),s=(.+),i=(\d+)$/.exec(serverFirst) ?? [];
    const withoutProof = `c=biws,r=${nonce}`;
    const message = `${first},${serverFirst},${withoutProof}`;
    const hmac = (key: Buffer, text: string): Buffer =>
      createHmac("sha256", key).update(text).digest();
    const salted = pbkdf2Sync(secret, Buffer.from(salt, "base64"), Number(rounds), 32, "sha256");
    const clientKey = hmac(salted, "Client Key");
    const signature = hmac(createHash("sha256").update(clientKey).digest(), message);
    const proof = Buffer.from(clientKey.map((byte, at) => byte ^ (signature[at] ?? 0)));
    const reply = session.send(`${base64(`${withoutProof},p=${proof.toString("base64")}`)}\r\n`);
    if (expected === BAD) {
      expect(reply).toBe(BAD);
      return;
    }
    const serverSignature = hmac(hmac(salted, "Server Key"), message).toString("base64");
    expect(challenge(reply)).toBe(`v=${serverSignature}`);
    expect(session.send("\r\n")).toBe(GOOD);
    expect(session.record.auth).toEqual({ mechanism: "SCRAM-SHA-256", identity });
  });

  it("accepts anybody when no users are given, and then does not offer SCRAM", () => {
    const session = openTestSession();
    expect(session.send("EHLO x\r\n")).toContain(
      "AUTH PLAIN LOGIN CRAM-MD5 XOAUTH2 OAUTHBEARER\r\n",
    );
    expect(session.send(`AUTH PLAIN ${base64("\0who\0ever")}\r\n`)).toBe(GOOD);
    expect(session.send("AUTH PLAIN\r\n")).toBe("503 5.5.1 Already authenticated\r\n");
  });
});
