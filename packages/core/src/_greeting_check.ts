import type { OutcomeCode } from "./submission_outcome.ts";

const FOREIGN_REGEXP = /^(?:HTTP\/|<|\* (?:OK|BYE|PREAUTH)|\+OK|-ERR|SSH-|RFB )/i;

const TLS_ALERT = 0x15;
const TLS_HANDSHAKE = 0x16;

/** Says what speaks there when the first octets are no SMTP greeting (rules B8 and B12). */
export function codeOfForeignGreeting(firstByte: number | undefined, excerpt: string): OutcomeCode {
  if (firstByte === TLS_ALERT || firstByte === TLS_HANDSHAKE) return "SMTPS_OFF_ON_TLS_PORT";
  return FOREIGN_REGEXP.test(excerpt) ? "WRONG_SERVICE" : "PROTOCOL_ERROR";
}

/** Whether the first octet already rules out an SMTP greeting, before any line has ended. */
export function isTlsRecord(firstByte: number | undefined): boolean {
  return firstByte === TLS_ALERT || firstByte === TLS_HANDSHAKE;
}
