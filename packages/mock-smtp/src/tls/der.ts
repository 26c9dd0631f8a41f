/**
 * The few ASN.1 types that an X.509 certificate needs, in DER (X.690).
 *
 * @module
 */

const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  utcTime: 0x17,
  generalizedTime: 0x18,
} as const;

/** One element: tag, length in its shortest form, content. */
export function derElement(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), derLength(body.length), body]);
}

function derLength(length: number): Buffer {
  if (length < 0x80) {
    return Buffer.from([length]);
  }
  const bytes = unsignedBytes(BigInt(length));
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

function unsignedBytes(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
}

/** SEQUENCE. */
export function derSequence(...items: readonly Uint8Array[]): Buffer {
  return derElement(TAG.sequence, ...items);
}

/** SET with members in the order given: the caller has at most one, so no sorting is needed. */
export function derSet(...items: readonly Uint8Array[]): Buffer {
  return derElement(TAG.set, ...items);
}

/** A non-negative INTEGER. */
export function derInteger(value: bigint | number): Buffer {
  const bytes = unsignedBytes(BigInt(value));
  const positive = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return derElement(TAG.integer, positive);
}

/** BOOLEAN TRUE, the only one written: FALSE is always a default, which DER omits. */
export function derTrue(): Buffer {
  return derElement(TAG.boolean, Buffer.from([0xff]));
}

/** BIT STRING that fills whole bytes, or leaves `unusedBits` of the last. */
export function derBitString(bytes: Uint8Array, unusedBits = 0): Buffer {
  return derElement(TAG.bitString, Buffer.from([unusedBits]), bytes);
}

/** OCTET STRING. */
export function derOctetString(bytes: Uint8Array): Buffer {
  return derElement(TAG.octetString, bytes);
}

/** UTF8String. */
export function derUtf8String(text: string): Buffer {
  return derElement(TAG.utf8String, Buffer.from(text, "utf8"));
}

/** OBJECT IDENTIFIER from its dotted form. */
export function derObjectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return derElement(
    TAG.objectIdentifier,
    ...[first * 40 + second, ...rest].map((arc) => Buffer.from(base128(arc))),
  );
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) {
    bytes.unshift(0x80 | (rest & 0x7f));
  }
  return bytes;
}

/** UTCTime until 2049, GeneralizedTime from 2050 on (RFC 5280, 4.1.2.5). */
export function derTime(time: Date): Buffer {
  const digits = time
    .toISOString()
    .replace(/\.\d+Z$/, "Z")
    .replace(/[-:T]/g, "");
  const year = time.getUTCFullYear();
  return year >= 1950 && year < 2050
    ? derElement(TAG.utcTime, Buffer.from(digits.slice(2), "latin1"))
    : derElement(TAG.generalizedTime, Buffer.from(digits, "latin1"));
}

/** `[n]` with content that is itself an element (EXPLICIT tagging). */
export function derExplicit(number: number, content: Uint8Array): Buffer {
  return derElement(0xa0 | number, content);
}

/** `[n]` that replaces a primitive type's tag (IMPLICIT tagging). */
export function derImplicit(number: number, content: Uint8Array): Buffer {
  return derElement(0x80 | number, content);
}
