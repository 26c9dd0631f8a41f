/** What the beginning of a connection says about where it really comes from. */
export type ProxyHeader =
  | { readonly kind: "incomplete" }
  | { readonly kind: "invalid"; readonly reason: string }
  | {
      readonly kind: "header";
      /** Bytes that the header takes. */
      readonly length: number;
      /** `address:port`; `null` for the proxy's own connection or one of unknown kind. */
      readonly client: string | null;
    };

const SIGNATURE_V2 = Buffer.from("0d0a0d0a000d0a515549540a", "hex");
const V1_REGEXP =
  /^PROXY (?:UNKNOWN(?: .*)?|TCP[46] ([0-9a-fA-F.:]+) [0-9a-fA-F.:]+ (\d{1,5}) \d{1,5})$/;
/** The specification's own limit, line end included. */
const V1_LIMIT_BYTES = 107;
const V2_HEADER_BYTES = 16;
const FAMILY_IPV4 = 1;
const FAMILY_IPV6 = 2;

/** Reads the header of the PROXY protocol, version 1 or 2, from the first bytes of a connection. */
export function readProxyHeader(bytes: Buffer): ProxyHeader {
  const known = Math.min(bytes.length, SIGNATURE_V2.length);
  return bytes.subarray(0, known).equals(SIGNATURE_V2.subarray(0, known))
    ? readVersion2(bytes)
    : readVersion1(bytes);
}

function readVersion1(bytes: Buffer): ProxyHeader {
  const end = bytes.indexOf("\r\n");
  if (end === -1) {
    const start = bytes.toString("latin1", 0, 6);
    return bytes.length < V1_LIMIT_BYTES && "PROXY ".startsWith(start)
      ? { kind: "incomplete" }
      : { kind: "invalid", reason: "the connection does not begin with a PROXY header" };
  }
  const match = V1_REGEXP.exec(bytes.toString("latin1", 0, end));
  if (match === null || end + 2 > V1_LIMIT_BYTES) {
    return { kind: "invalid", reason: "the PROXY header cannot be read" };
  }
  const [, address, port] = match;
  return {
    kind: "header",
    length: end + 2,
    client: address === undefined ? null : `${address}:${port}`,
  };
}

function readVersion2(bytes: Buffer): ProxyHeader {
  if (bytes.length < V2_HEADER_BYTES) {
    return { kind: "incomplete" };
  }
  const [command = 0, family = 0] = bytes.subarray(12, 14);
  const length = V2_HEADER_BYTES + bytes.readUInt16BE(14);
  if (command >> 4 !== 2 || (command & 0x0f) > 1) {
    return { kind: "invalid", reason: "the PROXY header has an unknown version or command" };
  }
  if (bytes.length < length) {
    return { kind: "incomplete" };
  }
  const isLocal = (command & 0x0f) === 0;
  const addresses = bytes.subarray(V2_HEADER_BYTES, length);
  return { kind: "header", length, client: isLocal ? null : readAddress(family >> 4, addresses) };
}

function readAddress(family: number, bytes: Buffer): string | null {
  if (family === FAMILY_IPV4 && bytes.length >= 12) {
    return `${[...bytes.subarray(0, 4)].join(".")}:${bytes.readUInt16BE(8)}`;
  }
  if (family === FAMILY_IPV6 && bytes.length >= 36) {
    const groups = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(index * 2));
    return `${groups.map((group) => group.toString(16)).join(":")}:${bytes.readUInt16BE(32)}`;
  }
  return null;
}
