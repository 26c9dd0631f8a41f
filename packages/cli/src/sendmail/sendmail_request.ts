import type { EnvelopeParameters } from "@fieldpost/core";

/** What sendmail(1) is asked to do. */
export type SendmailMode =
  /** Accept a message from standard input. */
  | "submit"
  /** `-bs`: speak SMTP on standard input and output. */
  | "speak"
  /** `-bp`, mailq: list the queue. */
  | "list"
  /** `-bv`: say whether the addresses can be used. */
  | "verify"
  /** `-q`: make one pass over the queue. */
  | "run"
  /** `-bi`, newaliases: there is no alias database. */
  | "aliases"
  /** `--help`. */
  | "help";

/** The words of a sendmail(1) command line, read. */
export interface SendmailRequest {
  readonly mode: SendmailMode;
  /** `-f`, as it was given. */
  readonly sender: string | undefined;
  /** `-F`. */
  readonly fullName: string | undefined;
  /** `-i`, `-oi`: a line with a lone dot is content. */
  readonly ignoresDots: boolean;
  /** `-t`. */
  readonly takesRecipients: boolean;
  /** `-v`, `-d`: tell on standard error what is done and what is ignored. */
  readonly isVerbose: boolean;
  /** `-X`. */
  readonly logFile: string | undefined;
  readonly recipients: readonly string[];
  /** `-N`, `-R`, `-V` and `-O requiretls=yes`. */
  readonly parameters: EnvelopeParameters;
  /** What was understood and has no effect, in words. */
  readonly notes: readonly string[];
}
