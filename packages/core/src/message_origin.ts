/** What handed a message over to the queue. */
export interface MessageOrigin {
  /**
   * `event` is one of the unit's, `report` tells of another message, `command` is the command of a person
   * or script, `sendmail` and `smtp` are programs that call sendmail(1), the second one with `-bs`,
   * `nodemailer` is a program that uses the transport, `pages` is their interface for programs.
   */
  readonly kind: "event" | "report" | "command" | "sendmail" | "smtp" | "nodemailer" | "pages";
  /** Which event, the message that the report tells of, or who asked for it. */
  readonly name?: string;
}

const WORDS: Readonly<Record<MessageOrigin["kind"], string>> = {
  event: "the event",
  report: "a report about",
  command: "the command sendmail",
  sendmail: "a program, through sendmail",
  smtp: "a program, through sendmail -bs",
  nodemailer: "a program, through nodemailer",
  pages: "the pages, for",
};

/**
 * Says in plain words where a message came from.
 *
 * @example
 * ```ts
 * import { describeOrigin } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(describeOrigin({ kind: "event", name: "Alarm" }), "the event Alarm");
 * assert.equal(describeOrigin({ kind: "smtp" }), "a program, through sendmail -bs");
 * ```
 */
export function describeOrigin({ kind, name }: MessageOrigin): string {
  return name === undefined ? WORDS[kind] : `${WORDS[kind]} ${name}`;
}
