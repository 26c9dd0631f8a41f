import { generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";

/** What a certificate is to say. */
export interface SelfSignedOptions {
  /** DNS names and IP addresses; the first one is its common name. */
  readonly names: readonly string[];
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

/** A certificate with its key, both PEM. */
export interface KeyedCertificate {
  readonly certificate: string;
  readonly privateKey: string;
}

const COMMON_NAME = "550403";
const ECDSA_WITH_SHA256 = "2a8648ce3d040302";
const BASIC_CONSTRAINTS = "551d13";
const KEY_USAGE = "551d0f";
const EXTENDED_KEY_USAGE = "551d25";
const SUBJECT_ALTERNATIVE_NAME = "551d11";
const SERVER_AUTHENTICATION = "2b06010505070301";

/** X.690: tag, length, content. */
function element(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  const head =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...head]), body]);
}

function sequence(...items: readonly Uint8Array[]): Buffer {
  return element(0x30, ...items);
}

function identifier(hex: string): Buffer {
  return element(0x06, Buffer.from(hex, "hex"));
}

/** GeneralizedTime knows every year; RFC 5280, section 4.1.2.5, wants UTCTime until 2049. */
function time(ms: number): Buffer {
  const text = new Date(ms).toISOString().replace(/\.\d+|[-:T]/g, "");
  const isLate = Number(text.slice(0, 4)) >= 2050;
  return isLate ? element(0x18, Buffer.from(text)) : element(0x17, Buffer.from(text.slice(2)));
}

function extension(id: string, isCritical: boolean, value: Uint8Array): Buffer {
  const critical = isCritical ? [element(0x01, Buffer.from([0xff]))] : [];
  return sequence(identifier(id), ...critical, element(0x04, value));
}

function generalName(name: string): Buffer {
  return isIP(name) === 0 ? element(0x82, Buffer.from(name)) : element(0x87, addressOctets(name));
}

function addressOctets(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split(".").map(Number));
  // The platform's own parser writes every form of an address in one way.
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const groupsOf = (text: string): readonly string[] =>
    text.split(":").filter((each) => each !== "");
  const back = groupsOf(tail ?? "");
  const front = groupsOf(head);
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => "0");
  const hex = [...front, ...zeros, ...back].map((group) => group.padStart(4, "0")).join("");
  return Buffer.from(hex, "hex");
}

function body({ names, notBeforeMs, notAfterMs }: SelfSignedOptions, publicKey: KeyObject): Buffer {
  const holder = sequence(
    element(0x31, sequence(identifier(COMMON_NAME), element(0x0c, Buffer.from(names[0] ?? "")))),
  );
  // The first octet keeps the serial number positive and its encoding shortest.
  const serial = Buffer.concat([Buffer.from([0x01]), randomBytes(15)]);
  return sequence(
    element(0xa0, element(0x02, Buffer.from([2]))),
    element(0x02, serial),
    sequence(identifier(ECDSA_WITH_SHA256)),
    holder,
    sequence(time(notBeforeMs), time(notAfterMs)),
    holder,
    publicKey.export({ type: "spki", format: "der" }),
    element(
      0xa3,
      sequence(
        extension(BASIC_CONSTRAINTS, true, sequence()),
        // digitalSignature: bit 0 of one octet, seven bits unused.
        extension(KEY_USAGE, true, element(0x03, Buffer.from([7, 0x80]))),
        extension(EXTENDED_KEY_USAGE, false, sequence(identifier(SERVER_AUTHENTICATION))),
        extension(SUBJECT_ALTERNATIVE_NAME, false, sequence(...names.map(generalName))),
      ),
    ),
  );
}

/**
 * Makes a certificate of its own for a server, with a new P-256 key. The libraries that do this bring
 * megabytes of what it does not need.
 *
 * @see RFC 5280, section 4.1; RFC 5480
 */
export function makeSelfSigned(options: SelfSignedOptions): KeyedCertificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const signed = body(options, publicKey);
  const signature = element(0x03, Buffer.from([0]), sign("sha256", signed, privateKey));
  const der = sequence(signed, sequence(identifier(ECDSA_WITH_SHA256)), signature);
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    certificate: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----\n"].join(
      "\n",
    ),
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
