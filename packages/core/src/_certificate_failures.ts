import type { KnownFailure } from "./known_failure.ts";

/** Certificates that fail their check. */
export const CERTIFICATE_FAILURES: readonly KnownFailure[] = [
  {
    id: "certificate-self-signed",
    signs: [
      { platformCodes: ["DEPTH_ZERO_SELF_SIGNED_CERT"] },
      { outcomes: ["CERTIFICATE_SELF_SIGNED"] },
    ],
    cause: "The certificate of {host} is signed by itself; anybody could have made it.",
    fix: "If it is your own server, store its certificate on this device and name the file; it is then trusted besides the well-known authorities.",
    change: [{ key: "Email/CaFile", words: "a file with the server's certificate" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "measured", references: ["uptime-kuma#276"] },
  },
  {
    id: "certificate-from-private-authority",
    signs: [
      {
        platformCodes: [
          "SELF_SIGNED_CERT_IN_CHAIN",
          "UNABLE_TO_GET_ISSUER_CERT",
          "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
          "CERT_UNTRUSTED",
        ],
      },
      { outcomes: ["CERTIFICATE_UNKNOWN_ISSUER"] },
    ],
    cause:
      "The certificate of {host} comes from a private authority: a company's own, or an antivirus program or firewall that reads the connection.",
    fix: "If the authority is your own, store its certificate on this device and name the file. If it is an antivirus program or a firewall, exclude mail ports there.",
    change: [{ key: "Email/CaFile", words: "a file with the authority's certificate" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "measured", references: ["uptime-kuma#2999"] },
  },
  {
    id: "certificate-chain-incomplete",
    signs: [
      { platformCodes: ["UNABLE_TO_VERIFY_LEAF_SIGNATURE"] },
      { outcomes: ["CERTIFICATE_INCOMPLETE_CHAIN"] },
    ],
    cause:
      "The server sends its certificate without the ones in between, or its authority is a private one: it cannot be traced to an authority that is known here.",
    fix: "The server's administrator has to send the full chain. With a private authority, store its certificate on this device and name the file.",
    change: [
      {
        key: "Email/CaFile",
        words: "a file with the authority's certificate, if it is a private one",
      },
    ],
    side: "server",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "measured", references: [] },
  },
  {
    id: "certificate-for-other-name",
    signs: [
      { platformCodes: ["ERR_TLS_CERT_ALTNAME_INVALID", "HOSTNAME_MISMATCH"] },
      { outcomes: ["CERTIFICATE_NAME_MISMATCH"] },
    ],
    cause:
      "The certificate that was shown is not for {host}. On shared hosting it is often the host's own name that is on it.",
    fix: "Set the mail host to a name that stands in the certificate.",
    change: [{ key: "IpConfig/MailHost", words: "a name that stands in the certificate" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: {
      basis: "measured",
      references: ["nodemailer#342", "nodemailer#1391", "nodemailer#1315"],
    },
  },
  {
    id: "host-given-as-address",
    signs: [
      {
        platformCodes: ["ERR_TLS_CERT_ALTNAME_INVALID", "HOSTNAME_MISMATCH"],
        condition: "host-is-address",
      },
      { outcomes: ["CERTIFICATE_NAME_MISMATCH"], condition: "host-is-address" },
    ],
    cause: "The mail host is set to an IP address. Certificates are issued to names.",
    fix: "Set the mail host to the server's name, as it stands in the certificate.",
    change: [{ key: "IpConfig/MailHost", words: "the server's name instead of its address" }],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "measured", references: ["nodemailer#342"] },
  },
  {
    id: "certificate-expired",
    signs: [{ platformCodes: ["CERT_HAS_EXPIRED"] }, { outcomes: ["CERTIFICATE_EXPIRED"] }],
    cause: "By this device's clock{clock}, the certificate of {host} has expired.",
    fix: "Check the clock first. If it is right, the server's administrator has to renew the certificate.",
    change: [],
    side: "server",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "measured", references: ["authelia#1828"] },
  },
  {
    id: "certificate-not-yet-valid",
    signs: [{ platformCodes: ["CERT_NOT_YET_VALID"] }, { outcomes: ["CERTIFICATE_NOT_YET_VALID"] }],
    cause:
      "By this device's clock{clock}, the certificate of {host} is not valid yet. A clock that lost its power is the usual reason.",
    fix: "{SetClock} Only if it is right, blame the server.",
    change: [],
    side: "here",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "measured", references: ["authelia#1828"] },
  },
  {
    id: "certificate-not-accepted",
    signs: [{ outcomes: ["CERTIFICATE_INVALID"], atMost: "possible" }],
    cause:
      "The certificate of {host} did not pass its check: its name, its dates, its authority or the strength of its key.",
    fix: "Look at it with fieldpost check. If the authority is your own, store its certificate on this device and name the file.",
    change: [
      {
        key: "Email/CaFile",
        words: "a file with the authority's certificate, if it is a private one",
      },
    ],
    side: "server",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "measured", references: [] },
  },
  {
    id: "pinned-key-changed",
    signs: [{ outcomes: ["PIN_MISMATCH"] }],
    cause:
      "The public key of {host} is not the pinned one: its owner has changed the key, or somebody pretends to be {host}.",
    fix: "Ask the server's owner, another way than by mail, whether the key has changed; only then set the new pin beside the old one.",
    change: [{ key: "Email/Pin2", words: "the new pin, once its owner has confirmed it" }],
    side: "server",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "standard", references: ["RFC 7469"] },
  },
  {
    id: "less-protection-than-before",
    signs: [{ outcomes: ["DOWNGRADE"] }],
    cause:
      "{Host} offers less protection than it once did: the server was changed, or somebody on the way hides what it offers. Nothing was sent.",
    fix: "Ask the server's administrator. If the change is real, it can be accepted.",
    change: [{ key: "Email/DowngradeDangerous", words: "I-accept, if the change is real" }],
    side: "network",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "measured", references: [] },
  },
  {
    id: "optional-encryption-broken",
    signs: [
      {
        modes: ["starttls-may"],
        condition: "no-login",
        stages: ["tls", "starttls"],
        outcomes: [
          "TLS_HANDSHAKE_FAILED",
          "TLS_VERSION",
          "STARTTLS_UNAVAILABLE",
          "STARTTLS_REFUSED",
        ],
      },
    ],
    cause: "Encryption is optional here and the server's is broken.",
    fix: "Choose never, or have the server repaired.",
    change: [{ key: "Email/StartTLS", value: "disabled" }],
    side: "server",
    act: "hold",
    asOf: "2026-11",
    evidence: { basis: "reported", references: ["grafana#7189", "n8n#9415", "uptime-kuma#6018"] },
  },
];
