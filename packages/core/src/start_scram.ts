import { encodeBase64, tryDecodeBase64 } from "./base64.ts";
import type { SaslCrypto } from "./sasl_crypto.ts";
import type { SaslExchange, SaslStep } from "./sasl_exchange.ts";
import { saslPrep } from "./sasl_prep.ts";
import type { SaslIdentity } from "./start_sasl.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

/** Fewest rounds believed; fewer would make the proof easy to guess (RFC 7677 section 4). */
export const SCRAM_MIN_ITERATIONS: number = 4096;

/** Most rounds computed: a hostile server could otherwise stop the device for minutes. */
export const SCRAM_MAX_ITERATIONS: number = 1_000_000;

const GS2_HEADER = "n,,";

/**
 * Starts a SCRAM-SHA-256 login without channel binding.
 *
 * The server has to prove that it knows the secret too: `acceptsSuccess()` stays false until its
 * signature was right, be it in a last 334 or in the text of the 235.
 *
 * @see RFC 5802 section 3, RFC 7677
 */
export function startScram(identity: SaslIdentity, crypto: SaslCrypto): SaslExchange {
  const scram = new Scram(identity, crypto);
  return {
    mechanism: "SCRAM-SHA-256",
    initial: encodeBase64(encodeUtf8(GS2_HEADER + scram.clientFirst)),
    respond: (challenge) => scram.respond(challenge),
    acceptsSuccess: (text) => scram.acceptsSuccess(text),
  };
}

class Scram {
  readonly clientFirst: string;
  readonly #nonce: string;
  readonly #secret: string;
  readonly #crypto: SaslCrypto;
  #expectedSignature: string | undefined;
  #verified = false;

  constructor(identity: SaslIdentity, crypto: SaslCrypto) {
    this.#crypto = crypto;
    this.#nonce = crypto.nonce();
    this.#secret = saslPrep(identity.secret);
    const name = saslPrep(identity.username).replaceAll("=", "=3D").replaceAll(",", "=2C");
    this.clientFirst = `n=${name},r=${this.#nonce}`;
  }

  respond(challenge: string): SaslStep {
    const bytes = tryDecodeBase64(challenge);
    if (bytes === undefined) return abort("the server's challenge is not base64");
    const text = decodeUtf8(bytes);
    if (this.#expectedSignature === undefined) return this.#prove(text);
    if (!this.#verify(text)) return abort("the server could not prove that it knows the secret");
    return { kind: "respond", text: "" };
  }

  acceptsSuccess(text: string): boolean {
    if (this.#verified) return true;
    const bytes = tryDecodeBase64(text.trim());
    return bytes !== undefined && this.#verify(decodeUtf8(bytes));
  }

  #prove(serverFirst: string): SaslStep {
    const match = /^r=([!-+\--~]+),s=([A-Za-z0-9+/=]+),i=([1-9]\d{0,9})(?:,|$)/.exec(serverFirst);
    const salt = tryDecodeBase64(match?.[2] ?? "?");
    if (match === null || salt === undefined)
      return abort("the server's SCRAM message is malformed");
    const [, nonce = "", , rounds = ""] = match;
    if (!nonce.startsWith(this.#nonce) || nonce.length === this.#nonce.length) {
      return abort("the server's SCRAM nonce does not extend ours");
    }
    const iterations = Number(rounds);
    if (iterations < SCRAM_MIN_ITERATIONS || iterations > SCRAM_MAX_ITERATIONS) {
      return abort(
        `the server asks for ${iterations} SCRAM rounds, ${SCRAM_MIN_ITERATIONS} to ${SCRAM_MAX_ITERATIONS} are accepted`,
      );
    }
    return this.#clientFinal(serverFirst, nonce, { salt, iterations });
  }

  #clientFinal(
    serverFirst: string,
    nonce: string,
    hashing: { readonly salt: Uint8Array; readonly iterations: number },
  ): SaslStep {
    const crypto = this.#crypto;
    const hmac = (key: Uint8Array, text: string) => crypto.hmac("sha256", key, encodeUtf8(text));
    const withoutProof = `c=${encodeBase64(encodeUtf8(GS2_HEADER))},r=${nonce}`;
    const authMessage = `${this.clientFirst},${serverFirst},${withoutProof}`;
    const salted = crypto.pbkdf2Sha256(encodeUtf8(this.#secret), hashing.salt, hashing.iterations);
    const clientKey = hmac(salted, "Client Key");
    const clientSignature = hmac(crypto.sha256(clientKey), authMessage);
    const proof = clientKey.map((byte, index) => byte ^ (clientSignature[index] ?? 0));
    this.#expectedSignature = encodeBase64(hmac(hmac(salted, "Server Key"), authMessage));
    const final = `${withoutProof},p=${encodeBase64(Uint8Array.from(proof))}`;
    return { kind: "respond", text: encodeBase64(encodeUtf8(final)) };
  }

  #verify(serverFinal: string): boolean {
    const signature = /^v=([^,]+)/.exec(serverFinal)?.[1];
    this.#verified = signature !== undefined && signature === this.#expectedSignature;
    return this.#verified;
  }
}

function abort(why: string): SaslStep {
  return { kind: "abort", why };
}
