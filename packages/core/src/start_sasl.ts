import { encodeBase64, tryDecodeBase64 } from "./base64.ts";
import type { SaslCrypto } from "./sasl_crypto.ts";
import type { SaslExchange, SaslMechanism, SaslStep } from "./sasl_exchange.ts";
import { startScram } from "./start_scram.ts";
import { encodeUtf8 } from "./utf8.ts";

/** Who logs in, with the revealed secret: it lives as long as the exchange. */
export interface SaslIdentity {
  readonly username: string;
  /** The password, or the access token. */
  readonly secret: string;
  /** The server, which OAUTHBEARER names. */
  readonly host?: string;
  readonly port?: number;
}

/**
 * Starts a login with one mechanism.
 *
 * @see RFC 4616 (PLAIN), RFC 2195 (CRAM-MD5), RFC 7677 (SCRAM-SHA-256), RFC 7628 (OAUTHBEARER); XOAUTH2
 *   is as Google and Microsoft document it
 * @example PLAIN carries everything in its initial response
 * ```ts
 * import { type SaslCrypto, startSasl, tryDecodeBase64 } from "@fieldpost/core";
 * import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
 * import assert from "node:assert/strict";
 *
 * const crypto: SaslCrypto = {
 *   hmac: (algorithm, key, data) => createHmac(algorithm, key).update(data).digest(),
 *   sha256: (data) => createHash("sha256").update(data).digest(),
 *   pbkdf2Sha256: (secret, salt, n) => pbkdf2Sync(secret, salt, n, 32, "sha256"),
 *   nonce: () => "rOprNGfwEbeRWgbNEkqO",
 * };
 * const exchange = startSasl("PLAIN", { username: "u", secret: "s" }, crypto);
 * assert.deepEqual(tryDecodeBase64(exchange.initial ?? ""), Uint8Array.of(0, 117, 0, 115));
 * ```
 */
export function startSasl(
  mechanism: SaslMechanism,
  identity: SaslIdentity,
  crypto: SaslCrypto,
): SaslExchange {
  switch (mechanism) {
    case "SCRAM-SHA-256":
      return startScram(identity, crypto);
    case "PLAIN":
      return startPlain(identity);
    case "LOGIN":
      return startLogin(identity);
    case "CRAM-MD5":
      return startCramMd5(identity, crypto);
    case "OAUTHBEARER":
      return startOauthBearer(identity);
    case "XOAUTH2":
      return startXoauth2(identity);
  }
}

function base64Of(text: string): string {
  return encodeBase64(encodeUtf8(text));
}

function startPlain({ username, secret }: SaslIdentity): SaslExchange {
  const text = base64Of(`\0${username}\0${secret}`);
  // A 334 after the initial response, whatever it says, asks for it again (rule S5).
  return exchangeOf("PLAIN", text, () => ({ kind: "respond", text }));
}

function startLogin({ username, secret }: SaslIdentity): SaslExchange {
  // Servers word the two prompts differently; only their order can be relied on.
  const answers = [username, secret];
  return exchangeOf("LOGIN", undefined, () => {
    const answer = answers.shift();
    if (answer === undefined) return { kind: "abort", why: "the server asked for a third answer" };
    return { kind: "respond", text: base64Of(answer) };
  });
}

function startCramMd5({ username, secret }: SaslIdentity, crypto: SaslCrypto): SaslExchange {
  return exchangeOf("CRAM-MD5", undefined, (challenge) => {
    const bytes = tryDecodeBase64(challenge);
    if (bytes === undefined || bytes.length === 0) {
      return { kind: "abort", why: "the server's challenge is not base64" };
    }
    const digest = crypto.hmac("md5", encodeUtf8(secret), bytes);
    return { kind: "respond", text: base64Of(`${username} ${hexOf(digest)}`) };
  });
}

/** A refusal comes as a challenge that explains it; it wants an answer before the 535 (section 3.2.3). */
function startOauthBearer({ username, secret, host, port }: SaslIdentity): SaslExchange {
  const user = username.replaceAll("=", "=3D").replaceAll(",", "=2C");
  const place = [
    ...(host === undefined ? [] : [`host=${host}\x01`]),
    ...(port === undefined ? [] : [`port=${port}\x01`]),
  ].join("");
  const text = base64Of(`n,a=${user},\x01${place}auth=Bearer ${secret}\x01\x01`);
  return exchangeOf("OAUTHBEARER", text, () => ({ kind: "respond", text: "AQ==" }));
}

/** Here an empty line is the answer to the explanation (rule S10). */
function startXoauth2({ username, secret }: SaslIdentity): SaslExchange {
  const text = base64Of(`user=${username}\x01auth=Bearer ${secret}\x01\x01`);
  return exchangeOf("XOAUTH2", text, () => ({ kind: "respond", text: "" }));
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function exchangeOf(
  mechanism: SaslMechanism,
  initial: string | undefined,
  respond: (challenge: string) => SaslStep,
): SaslExchange {
  return { mechanism, initial, respond, acceptsSuccess: () => true };
}
