import type { FaultRule } from "./fault_rule.ts";

/** What presets can be told; one that does not use it refuses it. */
export interface FaultPresetOptions {
  /** Recipients it is about, `*` for any run of characters. @default all */
  readonly to?: string;
  /** How often it strikes, or how many are let through first. */
  readonly times?: number;
  /** How long it delays or lasts. */
  readonly ms?: number;
  /** How many bytes are let through. */
  readonly bytes?: number;
}

/**
 * Faults under the names that people search for.
 *
 * - `greylist`: each new client, sender and recipient is put off once (or for `ms`)
 * - `flaky`: the first `times` (2) connections are reset before the banner
 * - `lost-250`: the message is stored, its 250 never arrives; once, or `times`
 * - `tarpit`: every reply waits for `ms` (1000)
 * - `mailbox-full`, `unknown-user`: 452 and 550 at RCPT
 * - `content-rejected`: 550 at the end of the data
 * - `gmail-421`: more than `times` (1) messages in `ms` (60 s) get Google's 421 and are cut off
 * - `m365-throttle`: after `times` (3) messages from one sender, Microsoft's 432 for `ms` (60 s)
 * - `starttls-stripped`: STARTTLS is not announced, and refused if used all the same
 * - `starttls-refused`: announced, but answered with 454
 * - `starttls-injection`: commands' replies in clear ride behind the 220 (RFC 3207, 6)
 * - `handshake-aborted`: the client's TLS hello is answered with a reset
 * - `data-cut`: reset after `bytes` (1000) bytes of the content
 */
export type FaultPresetName =
  | "greylist"
  | "flaky"
  | "lost-250"
  | "tarpit"
  | "mailbox-full"
  | "unknown-user"
  | "content-rejected"
  | "gmail-421"
  | "m365-throttle"
  | "starttls-stripped"
  | "starttls-refused"
  | "starttls-injection"
  | "handshake-aborted"
  | "data-cut";

/** Makes the rules of a preset. */
export type FaultPreset = (options: FaultPresetOptions) => readonly FaultRule[];

/** The presets by name. */
export const FAULT_PRESETS: Readonly<Record<FaultPresetName, FaultPreset>> = {
  greylist: ({ to, ms }) => [
    {
      name: "greylist",
      when: {
        stage: "rcpt",
        per: "triplet",
        ...(to === undefined ? {} : { to }),
        ...(ms === undefined ? { times: 1 } : { forMs: ms }),
      },
      act: { reply: "451 4.7.1 Greylisted, please try again later" },
    },
  ],
  flaky: ({ times = 2 }) => [
    { name: "flaky", when: { stage: "connect", times }, act: { drop: "rst" } },
  ],
  "lost-250": ({ to, times = 1 }) => [
    {
      name: "lost-250",
      when: { stage: "end-of-data", times, ...(to === undefined ? {} : { to }) },
      act: { reply: null, takeEffect: true, drop: "rst" },
    },
  ],
  tarpit: ({ ms = 1000 }) => tarpit(ms),
  "mailbox-full": (options) => [
    recipientRule("mailbox-full", options, "452 4.2.2 The mailbox is full"),
  ],
  "unknown-user": (options) => [
    recipientRule("unknown-user", options, "550 5.1.1 No such user here"),
  ],
  "content-rejected": ({ to, times }) => [
    {
      name: "content-rejected",
      when: {
        stage: "end-of-data",
        ...(to === undefined ? {} : { to }),
        ...(times === undefined ? {} : { times }),
      },
      act: { reply: "550 5.7.1 Message rejected because of its content" },
    },
  ],
  "gmail-421": ({ times = 1, ms = 60_000 }) => [
    {
      name: "gmail-421",
      when: { stage: "mail", per: "client", skip: times, windowMs: ms },
      act: {
        reply:
          "421-4.7.28 Gmail has detected an unusual rate of unsolicited mail originating\n" +
          "421-4.7.28 from your IP address. To protect our users from spam, mail sent from\n" +
          "421 4.7.28 your IP address has been temporarily rate limited. - gsmtp",
        drop: "fin",
      },
    },
  ],
  "m365-throttle": ({ times = 3, ms = 60_000 }) => [
    {
      name: "m365-throttle",
      when: { stage: "mail", per: "sender", skip: times, windowMs: ms },
      act: { reply: "432 4.3.2 Concurrent connections limit exceeded" },
    },
  ],
  "starttls-stripped": () => [
    { name: "starttls-stripped", when: { stage: "ehlo" }, act: { hide: ["STARTTLS"] } },
    {
      name: "starttls-stripped",
      when: { stage: "starttls" },
      act: { reply: "502 5.5.1 Command not implemented" },
    },
  ],
  "starttls-refused": ({ times }) => [
    {
      name: "starttls-refused",
      when: { stage: "starttls", ...(times === undefined ? {} : { times }) },
      act: { reply: "454 4.7.0 TLS not available due to temporary reason" },
    },
  ],
  "starttls-injection": () => [
    {
      name: "starttls-injection",
      when: { stage: "starttls" },
      act: {
        bytes: "220 2.0.0 Ready to start TLS\r\n250-mx.attacker.test\r\n250 AUTH PLAIN LOGIN\r\n",
        takeEffect: true,
      },
    },
  ],
  "handshake-aborted": ({ times }) => [
    {
      name: "handshake-aborted",
      when: { stage: "handshake", ...(times === undefined ? {} : { times }) },
      act: { drop: "rst" },
    },
  ],
  "data-cut": ({ to, bytes = 1000 }) => [
    {
      name: "data-cut",
      when: { stage: "content", afterBytes: bytes, ...(to === undefined ? {} : { to }) },
      act: { drop: "rst" },
    },
  ],
};

/** What each preset uses of its options. */
export const FAULT_PRESET_OPTIONS: Readonly<
  Record<FaultPresetName, readonly (keyof FaultPresetOptions)[]>
> = {
  greylist: ["to", "ms"],
  flaky: ["times"],
  "lost-250": ["to", "times"],
  tarpit: ["ms"],
  "mailbox-full": ["to", "times"],
  "unknown-user": ["to", "times"],
  "content-rejected": ["to", "times"],
  "gmail-421": ["times", "ms"],
  "m365-throttle": ["times", "ms"],
  "starttls-stripped": [],
  "starttls-refused": ["times"],
  "starttls-injection": [],
  "handshake-aborted": ["times"],
  "data-cut": ["to", "bytes"],
};

function recipientRule(name: string, options: FaultPresetOptions, reply: string): FaultRule {
  const { to, times } = options;
  return {
    name,
    when: {
      stage: "rcpt",
      ...(to === undefined ? {} : { to }),
      ...(times === undefined ? {} : { times }),
    },
    act: { reply },
  };
}

function tarpit(ms: number): readonly FaultRule[] {
  const stages = ["banner", "ehlo", "starttls", "auth", "mail", "rcpt", "data"] as const;
  return [...stages, "end-of-data" as const, "quit" as const, "other" as const].map((stage) => ({
    name: "tarpit",
    when: { stage },
    act: { delayMs: ms },
  }));
}
