/** Octets of a query and of an answer without extensions (RFC 4330 section 4). */
export const SNTP_PACKET_BYTES = 48 as const;

/** Octets of the number that ties an answer to its query: the transmit timestamp's place. */
export const SNTP_NONCE_BYTES = 8 as const;

/** What is known of a query when its answer comes. */
export interface SntpExchange {
  /** The octets that the query was made with. */
  readonly nonce: Uint8Array;
  /** By this machine's clock, milliseconds since 1970. */
  readonly sentAtMs: number;
  readonly receivedAtMs: number;
}

/** What an answer says. A kiss of death says that the server is not to be asked again. */
export type SntpAnswer =
  | {
      readonly kind: "time";
      /** What has to be added to this machine's clock, in milliseconds. */
      readonly offsetMs: number;
      readonly roundTripMs: number;
      /** 1 has a clock of its own, each step away from it counts one. */
      readonly stratum: number;
    }
  | { readonly kind: "kiss-of-death"; readonly code: string }
  | { readonly kind: "invalid"; readonly why: string };

const VERSION = 4;
const CLIENT = 3;
const SERVER = 4;
const UNSYNCHRONIZED = 3;
const LARGEST_STRATUM = 15;
const SECONDS_1900_TO_1970 = 2_208_988_800;
const ERA_SECONDS = 2 ** 32;

const REFERENCE_AT = 12;
const ORIGINATE_AT = 24;
const RECEIVE_AT = 32;
const TRANSMIT_AT = 40;

/**
 * Makes the query of an SNTP client: version 4, mode 3, and the nonce where the transmit timestamp
 * stands, so that nobody can answer who has not seen the query.
 *
 * @throws {RangeError} If the nonce has not eight octets.
 * @see RFC 4330 section 5
 * @example
 * ```ts
 * import { encodeSntpQuery } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const query = encodeSntpQuery(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
 * assert.equal(query.length, 48);
 * assert.equal(query[0], 0x23);
 * ```
 */
export function encodeSntpQuery(nonce: Uint8Array): Uint8Array {
  if (nonce.length !== SNTP_NONCE_BYTES) {
    const accepted = `${SNTP_NONCE_BYTES} are accepted`;
    throw new RangeError(`Cannot make a query: the nonce has ${nonce.length} octets, ${accepted}`);
  }
  const query = new Uint8Array(SNTP_PACKET_BYTES);
  query[0] = (VERSION << 3) | CLIENT;
  query.set(nonce, TRANSMIT_AT);
  return query;
}

/**
 * Reads what a time server answered; whatever the octets are, nothing is thrown.
 *
 * The sanity checks come first: the nonce echoed, mode, version, leap indicator, stratum and
 * timestamps. An answer that fails one says nothing about the time.
 *
 * @see RFC 4330 section 5, RFC 5905 section 7.4
 * @example A clock that is two seconds late
 * ```ts
 * import { encodeSntpQuery, readSntpAnswer } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const nonce = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
 * const answer = encodeSntpQuery(nonce);
 * answer.set([0x24, 1], 0); // version 4, mode 4, stratum 1
 * answer.set(nonce, 24);
 * for (const at of [32, 40]) answer.set([0x83, 0xaa, 0x7e, 0x82, 0, 0, 0, 0], at); // 1970, 2 s
 * assert.deepEqual(readSntpAnswer(answer, { nonce, sentAtMs: 0, receivedAtMs: 10 }), {
 *   kind: "time",
 *   offsetMs: 1995,
 *   roundTripMs: 10,
 *   stratum: 1,
 * });
 * ```
 */
export function readSntpAnswer(bytes: Uint8Array, exchange: SntpExchange): SntpAnswer {
  if (bytes.length < SNTP_PACKET_BYTES) {
    return invalid(`it has ${bytes.length} octets, ${SNTP_PACKET_BYTES} are needed`);
  }
  const [flags = 0, stratum = 0] = bytes;
  if (!exchange.nonce.every((byte, index) => bytes[ORIGINATE_AT + index] === byte)) {
    return invalid("it does not answer this query");
  }
  if ((flags & 7) !== SERVER) return invalid(`its mode is ${flags & 7}, ${SERVER} is a server's`);
  const version = (flags >> 3) & 7;
  if (version === 0 || version > VERSION) return invalid(`its version is ${version}`);
  if (stratum === 0) return { kind: "kiss-of-death", code: kissCode(bytes) };
  if (stratum > LARGEST_STRATUM) return invalid(`its stratum is ${stratum}: it has no time`);
  if (flags >> 6 === UNSYNCHRONIZED) return invalid("its clock is not synchronized");
  const received = millisecondsAt(bytes, RECEIVE_AT);
  const sent = millisecondsAt(bytes, TRANSMIT_AT);
  if (received === undefined || sent === undefined) return invalid("it has no time in it");
  return { kind: "time", ...measure(received, sent, exchange), stratum };
}

function invalid(why: string): SntpAnswer {
  return { kind: "invalid", why };
}

function measure(
  received: number,
  sent: number,
  { sentAtMs, receivedAtMs }: SntpExchange,
): { readonly offsetMs: number; readonly roundTripMs: number } {
  const offset = (received - sentAtMs + (sent - receivedAtMs)) / 2;
  const roundTrip = receivedAtMs - sentAtMs - (sent - received);
  // `+ 0` turns a minus zero into zero.
  return { offsetMs: Math.round(offset) + 0, roundTripMs: Math.max(0, Math.round(roundTrip)) };
}

function kissCode(bytes: Uint8Array): string {
  const letters = [...bytes.subarray(REFERENCE_AT, REFERENCE_AT + 4)];
  return letters
    .filter((byte) => byte > 32 && byte < 127)
    .map((byte) => String.fromCharCode(byte))
    .join("");
}

/** A timestamp in milliseconds since 1970; with its first bit clear it is after 2036. */
function millisecondsAt(bytes: Uint8Array, at: number): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const seconds = view.getUint32(at);
  const fraction = view.getUint32(at + 4);
  if (seconds === 0 && fraction === 0) return undefined;
  const era = seconds >= ERA_SECONDS / 2 ? 0 : ERA_SECONDS;
  return (seconds + era - SECONDS_1900_TO_1970) * 1000 + (fraction / ERA_SECONDS) * 1000;
}
