import { createHash, type KeyObject, randomBytes, sign } from "node:crypto";
import { isIP } from "node:net";
import {
  derBitString,
  derElement,
  derExplicit,
  derImplicit,
  derInteger,
  derObjectIdentifier,
  derOctetString,
  derSequence,
  derSet,
  derTime,
  derTrue,
  derUtf8String,
} from "./der.ts";

/** What a certificate says, and which keys make it true. */
export interface CertificateFacts {
  /** Common name of the holder. */
  readonly subject: string;
  /** Common name of the signer; the subject itself when self-signed. */
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly issuerPublicKey: KeyObject;
  readonly issuerPrivateKey: KeyObject;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** DNS names and IP addresses; none for an authority. */
  readonly hostNames: readonly string[];
  readonly isAuthority: boolean;
}

const OID = {
  commonName: "2.5.4.3",
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
  rsaWithSha256: "1.2.840.113549.1.1.11",
  subjectKeyIdentifier: "2.5.29.14",
  keyUsage: "2.5.29.15",
  subjectAlternativeName: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  authorityKeyIdentifier: "2.5.29.35",
  extendedKeyUsage: "2.5.29.37",
  serverAuthentication: "1.3.6.1.5.5.7.3.1",
  clientAuthentication: "1.3.6.1.5.5.7.3.2",
} as const;

/** Signs an X.509 v3 certificate (RFC 5280) and returns it as PEM. */
export function signCertificate(facts: CertificateFacts): string {
  const algorithm = signatureAlgorithm(facts.issuerPrivateKey);
  const body = derSequence(
    derExplicit(0, derInteger(2)),
    derInteger(BigInt(`0x01${randomBytes(15).toString("hex")}`)),
    algorithm,
    distinguishedName(facts.issuer),
    derSequence(derTime(facts.notBefore), derTime(facts.notAfter)),
    distinguishedName(facts.subject),
    facts.publicKey.export({ type: "spki", format: "der" }),
    derExplicit(3, derSequence(...extensions(facts))),
  );
  const signature = sign("sha256", body, facts.issuerPrivateKey);
  return pem(derSequence(body, algorithm, derBitString(signature)));
}

function signatureAlgorithm(key: KeyObject): Buffer {
  return key.asymmetricKeyType === "rsa"
    ? derSequence(derObjectIdentifier(OID.rsaWithSha256), derElement(0x05))
    : derSequence(derObjectIdentifier(OID.ecdsaWithSha256));
}

function distinguishedName(commonName: string): Buffer {
  const attribute = derSequence(derObjectIdentifier(OID.commonName), derUtf8String(commonName));
  return derSequence(derSet(attribute));
}

function extensions(facts: CertificateFacts): Buffer[] {
  const identifiers = [
    extension(OID.subjectKeyIdentifier, derOctetString(keyIdentifier(facts.publicKey))),
    extension(
      OID.authorityKeyIdentifier,
      derSequence(derImplicit(0, keyIdentifier(facts.issuerPublicKey))),
    ),
  ];
  return facts.isAuthority
    ? [
        criticalExtension(OID.basicConstraints, derSequence(derTrue())),
        // keyCertSign and cRLSign: bits 5 and 6.
        criticalExtension(OID.keyUsage, derBitString(Buffer.from([0b0000_0110]), 1)),
        ...identifiers,
      ]
    : [
        criticalExtension(OID.basicConstraints, derSequence()),
        criticalExtension(OID.keyUsage, leafKeyUsage(facts.publicKey)),
        extension(
          OID.extendedKeyUsage,
          derSequence(
            derObjectIdentifier(OID.serverAuthentication),
            derObjectIdentifier(OID.clientAuthentication),
          ),
        ),
        extension(
          OID.subjectAlternativeName,
          derSequence(...facts.hostNames.map((name) => generalName(name))),
        ),
        ...identifiers,
      ];
}

/** digitalSignature (bit 0), and keyEncipherment (bit 2) for an RSA key under TLS 1.2. */
function leafKeyUsage(key: KeyObject): Buffer {
  return key.asymmetricKeyType === "rsa"
    ? derBitString(Buffer.from([0b1010_0000]), 5)
    : derBitString(Buffer.from([0b1000_0000]), 7);
}

function extension(oid: string, value: Uint8Array): Buffer {
  return derSequence(derObjectIdentifier(oid), derOctetString(value));
}

function criticalExtension(oid: string, value: Uint8Array): Buffer {
  return derSequence(derObjectIdentifier(oid), derTrue(), derOctetString(value));
}

function generalName(name: string): Buffer {
  return isIP(name) === 0
    ? derImplicit(2, Buffer.from(name, "latin1"))
    : derImplicit(7, addressBytes(name));
}

function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) {
    return Buffer.from(address.split(".").map(Number));
  }
  const [head = "", tail] = address.split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const middle = tail === undefined ? [] : Array(8 - front.length - back.length).fill("0");
  const groups = [...front, ...middle, ...back].map((group) => Number.parseInt(group, 16));
  return Buffer.from(groups.flatMap((group) => [group >> 8, group & 0xff]));
}

/** An identifier in the sense of RFC 5280, 4.2.1.2, which leaves the method open. */
function keyIdentifier(key: KeyObject): Buffer {
  const info = key.export({ type: "spki", format: "der" });
  return createHash("sha1").update(info).digest();
}

function pem(der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}
