import { join } from "node:path";

/**
 * The ways into the server: as on ports 25, 587 and 465, and one that offers STARTTLS without having a
 * certificate.
 */
export const POSTFIX_SERVICES = ["relay", "submission", "submissions", "anonymous"] as const;

export type PostfixService = (typeof POSTFIX_SERVICES)[number];

/** What a configuration depends on. */
export interface PostfixLayout {
  /** Everything of this server is below it; nothing of the system's own instance is used. */
  readonly folder: string;
  readonly ports: Readonly<Record<PostfixService, number>>;
  /** Where the policy service listens that is asked about each recipient. */
  readonly policyPort: number;
  /** The addresses that get a Maildir. */
  readonly addresses: readonly string[];
}

export const MAIL_DOMAIN = "example.net";

/** What the relay service takes at most, so that a small message is too big for it. */
export const RELAY_LIMIT_BYTES = 50_000;

/** Who owns the Maildirs; no account needs to exist with this number. */
export const MAIL_OWNER = 20_000;

/** The text of main.cf: mail for one domain is taken, and nothing is ever sent on. */
export function renderMainConfig({ folder, policyPort, addresses }: PostfixLayout): string {
  const mailboxes = addresses.map((address) => `{ ${address} = ${mailboxOf(address)}/ }`);
  return linesOf({
    compatibility_level: "3.6",
    queue_directory: join(folder, "queue"),
    data_directory: join(folder, "data"),
    maillog_file: join(folder, "maillog"),
    maillog_file_prefixes: folder,
    // The master daemon listens where master.cf says; this keeps every other use on loopback.
    inet_interfaces: "loopback-only",
    inet_protocols: "ipv4",
    myhostname: `mail.${MAIL_DOMAIN}`,
    mydestination: "",
    mynetworks: "",
    smtpd_peername_lookup: "no",
    virtual_mailbox_domains: MAIL_DOMAIN,
    virtual_mailbox_base: join(folder, "mail"),
    virtual_mailbox_maps: `inline:{ ${mailboxes.join(" ")} }`,
    virtual_uid_maps: `static:${MAIL_OWNER}`,
    virtual_gid_maps: `static:${MAIL_OWNER}`,
    default_transport: "error:5.7.1 Nothing leaves this server",
    alias_maps: "",
    alias_database: "",
    smtpd_tls_chain_files: join(folder, "config/chain.pem"),
    smtpd_tls_loglevel: "1",
    smtpd_sasl_type: "dovecot",
    smtpd_sasl_path: "private/auth",
    smtpd_relay_restrictions: "permit_sasl_authenticated, reject_unauth_destination",
    smtpd_recipient_restrictions: `check_policy_service inet:127.0.0.1:${policyPort}`,
  });
}

/** The text of master.cf: three services, and the daemons that a delivery needs. */
export function renderMasterConfig({ ports }: PostfixLayout): string {
  const login = ["smtpd_sasl_auth_enable=yes", "smtpd_tls_auth_only=yes"];
  const members = "smtpd_relay_restrictions=permit_sasl_authenticated,reject";
  const options: Readonly<Record<PostfixService, readonly string[]>> = {
    relay: ["smtpd_tls_security_level=none", `message_size_limit=${RELAY_LIMIT_BYTES}`],
    submission: [
      ...["smtpd_tls_security_level=encrypt", ...login, members],
      "smtpd_sasl_mechanism_filter=plain,login",
    ],
    submissions: ["smtpd_tls_wrappermode=yes", ...login, members],
    anonymous: [
      ...["smtpd_tls_security_level=may", ...login],
      ...["smtpd_tls_chain_files=", "smtpd_tls_cert_file=none"],
    ],
  };
  const doors = POSTFIX_SERVICES.flatMap((service) => [
    `127.0.0.1:${ports[service]} inet n - n - - smtpd`,
    `  -o syslog_name=postfix/${service}`,
    ...options[service].map((option) => `  -o ${option}`),
  ]);
  return `${[...doors, ...DAEMONS].join("\n")}\n`;
}

const DAEMONS: readonly string[] = [
  "cleanup unix n - n - 0 cleanup",
  "qmgr unix n - n 300 1 qmgr",
  "tlsmgr unix - - n 1000 1 tlsmgr",
  "rewrite unix - - n - - trivial-rewrite",
  "bounce unix - - n - 0 bounce",
  "defer unix - - n - 0 bounce",
  "trace unix - - n - 0 bounce",
  "error unix - - n - - error",
  "virtual unix - n n - - virtual",
  "proxymap unix - - n - - proxymap",
  "anvil unix - - n - 1 anvil",
  "postlog unix-dgram n - n - 1 postlogd",
];

/** The text of dovecot.conf: nothing but a login service at Postfix's door. */
export function renderDovecotConfig(folder: string): string {
  const run = join(folder, "dovecot");
  return `${[
    `base_dir = ${run}`,
    `state_dir = ${run}`,
    `log_path = ${join(folder, "dovecot.log")}`,
    "protocols =",
    "ssl = no",
    "auth_mechanisms = plain login scram-sha-256",
    "auth_failure_delay = 0",
    "auth_verbose = yes",
    // Without this a refused login makes every later one from the same address wait.
    "service anvil {",
    "  unix_listener anvil-auth-penalty {",
    "    mode = 0",
    "  }",
    "}",
    "passdb {",
    "  driver = passwd-file",
    `  args = ${join(folder, "users")}`,
    "}",
    "service auth {",
    `  unix_listener ${join(folder, "queue/private/auth")} {`,
    "    mode = 0600",
    "    user = postfix",
    "  }",
    "}",
  ].join("\n")}\n`;
}

/** The Maildir of an address, below the folder of all mail. */
export function mailboxOf(address: string): string {
  return address.slice(0, address.indexOf("@"));
}

function linesOf(settings: Readonly<Record<string, string>>): string {
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  return `${lines.join("\n")}\n`;
}
