import { LOCAL_LOG_PHRASES } from "./_local_log_phrases.ts";
import { isCommand, readDialogueLine } from "./_log_dialect.ts";
import { type LogFacts, readLogFacts } from "./_log_facts.ts";
import { LOG_PHRASES, type LogPhrase, STAGE_PHRASES } from "./_log_phrases.ts";
import type { LogProduct } from "./log_product.ts";
import { enhancedStatusOf, type SmtpReply } from "./smtp_reply.ts";
import type { OutcomeCode } from "./submission_outcome.ts";
import type { SubmissionStage } from "./submission_stage.ts";

/** Something in a log that wants an explanation. */
export interface LogEvent {
  /** The first line is 1. */
  readonly line: number;
  readonly stage: SubmissionStage | undefined;
  readonly reply: SmtpReply | undefined;
  readonly failure: { readonly code: string; readonly message: string } | undefined;
  readonly outcome: OutcomeCode | undefined;
  /** What the log had said about the connection by then. */
  readonly facts: LogFacts;
}

interface OpenReply {
  readonly line: number;
  readonly code: number;
  readonly lines: string[];
  readonly stage: SubmissionStage | undefined;
  readonly facts: LogFacts;
}

const VERB_STAGES: readonly (readonly [RegExp, SubmissionStage])[] = [
  [/^(?:EHLO|HELO|LHLO)/i, "ehlo"],
  [/^STARTTLS/i, "starttls"],
  [/^AUTH/i, "auth"],
  [/^MAIL/i, "mail"],
  [/^RCPT/i, "rcpt"],
  [/^DATA/i, "data"],
  [/^BDAT/i, "final"],
  [/^RSET/i, "reset"],
  [/^QUIT/i, "quit"],
];

// A number in the middle of a sentence is a reply only with a mark, or with an enhanced status.
const QUOTED_REPLY_REGEXP =
  /(?:(?:said: |to me: |: |response=|response: ['"]|smtpmsg='|\()(?=[45]\d\d[ -])|[\s'"<](?=[45]\d\d[ -][45]\.\d))((?:4[2-57]|5[0-57])\d[^\n]{3,2000})/;
const REPLY_PARTS_REGEXP = /^(\d{3})(?:([ -])([\s\S]*))?$/;
const PYTHON_REPLY_REGEXP = /\((\d{3}), b['"]([^\n]{1,2000}?)['"]\)?/;
const READING_REGEXP = /\bgetreply\b|\breadline\b/;
/** A traceback shows the source, and a message in it before it is one. */
const SOURCE_LINE_REGEXP = /^\s{2,80}(?:raise|throw|return|except)\b/;
const READING_REACH = 12;
const PROPERTY_REGEXP = /\b(?:code|errno|syscall|command|reason): /;
const PROPERTY_REACH = 40;
const FIRST_OF_FAILURE = 400;
/** The name of the user in words that some devices do not understand. */
const ODD_PROMPT = "VXNlciBOYW1lAA==";
const WORDS_LIMIT = 500;
/** Words that tell of a failure and not of which. */
const VAGUE_REGEXP =
  /could not connect to (?:the )?(?:SMTP|mail) (?:host|server)|SMTP connect\(\) failed/i;
const PHRASES: readonly LogPhrase[] = [...LOCAL_LOG_PHRASES, ...LOG_PHRASES];

/** Reads a log line by line and remembers how far the dialogue has come. */
export class LogReading {
  readonly events: LogEvent[] = [];
  readonly facts: LogFacts = {};
  readonly #products = new Map<LogProduct, number>();
  #pending: SubmissionStage[] = [];
  #stage: SubmissionStage | undefined;
  #open: OpenReply | undefined;
  /** A stage that a program named in its own words, for the reply on the next lines. */
  #named: SubmissionStage | undefined;
  #readingAt = Number.NEGATIVE_INFINITY;
  #failedAt = Number.NEGATIVE_INFINITY;
  #vague: LogEvent | undefined;

  /** The program whose form most lines have. */
  get product(): LogProduct | undefined {
    // A bare dialogue is what every program's log may hold.
    const named = [...this.#products].filter(([product]) => product !== "SMTP");
    const [best] = named.sort(([, a], [, b]) => b - a);
    return best?.[0] ?? (this.#products.size > 0 ? "SMTP" : undefined);
  }

  read(line: string, number: number): void {
    this.#merge(readLogFacts(line));
    // Later lines may be about another connection: what is known by now comes first.
    const facts = { ...this.facts };
    const said = readDialogueLine(line);
    if (said === undefined) return this.#readWords(line, number, facts);
    this.#count(said.product);
    if (said.from === "client") this.#readCommand(said.text);
    else this.#readReplyLine(said.text, { line: number, facts });
  }

  end(): void {
    this.#close();
    if (this.events.length === 0 && this.#vague !== undefined) this.#put(this.#vague);
  }

  #merge(facts: LogFacts): void {
    for (const [key, value] of Object.entries(facts)) {
      if (value !== undefined) Object.assign(this.facts, { [key]: value });
    }
  }

  #count(product: LogProduct): void {
    this.#products.set(product, (this.#products.get(product) ?? 0) + 1);
  }

  #readCommand(text: string): void {
    this.#close();
    if (!isCommand(text)) return;
    const stage = VERB_STAGES.find(([verb]) => verb.test(text))?.[1];
    if (stage !== undefined) this.#pending.push(stage);
  }

  #readReplyLine(text: string, at: { readonly line: number; readonly facts: LogFacts }): void {
    const [, digits, mark, words = ""] = REPLY_PARTS_REGEXP.exec(text) ?? [];
    if (digits === undefined) return;
    const code = Number(digits);
    if (this.#open?.code !== code) {
      this.#close();
      this.#open = { ...at, code, lines: [], stage: this.#nextStage(code) };
    }
    this.#open?.lines.push(words);
    if (mark !== "-") this.#close();
  }

  /** A reply belongs to the oldest command without one; before any command it is the greeting. */
  #nextStage(code: number): SubmissionStage | undefined {
    const named = this.#named;
    this.#named = undefined;
    if (named !== undefined) return named;
    const next = this.#pending.shift();
    this.#stage = next ?? this.#stage ?? (code === 220 ? "greeting" : undefined);
    const stage = this.#stage;
    if (code === 354) this.#stage = "final";
    return stage;
  }

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined) return;
    const { code, lines, line, stage, facts } = open;
    const isOdd = code === 334 && lines.includes(ODD_PROMPT);
    if (code < FIRST_OF_FAILURE && !isOdd) return;
    const reply = { code, enhanced: enhancedStatusOf(code, lines[0] ?? ""), lines };
    this.#put({ line, stage, facts, reply, failure: undefined, outcome: undefined });
  }

  #put(event: LogEvent): void {
    this.events.push(event);
  }

  #readWords(line: string, number: number, facts: LogFacts): void {
    this.#countWords(line);
    if (READING_REGEXP.test(line)) this.#readingAt = number;
    const stage = STAGE_PHRASES.find(({ text }) => text.test(line))?.stage;
    const quoted = quotedReply(line);
    if (quoted !== undefined) {
      this.#named = stage ?? this.#named ?? this.#stage;
      this.#readReplyLine(quoted, { line: number, facts });
      return;
    }
    this.#close();
    if (stage !== undefined) this.#named = stage;
    this.#readFailure(line, number, facts);
  }

  #readFailure(line: string, number: number, facts: LogFacts): void {
    // The properties of an error say again, and more vaguely, what its message said.
    const isProperty = PROPERTY_REGEXP.test(line) && number - this.#failedAt <= PROPERTY_REACH;
    const phrase = isProperty ? undefined : PHRASES.find(({ text }) => text.test(line));
    if (phrase === undefined) this.#noteVague(line, number, facts);
    if (phrase === undefined || SOURCE_LINE_REGEXP.test(line)) return;
    const isReading =
      (phrase.code === "ETIMEDOUT" && number - this.#readingAt <= READING_REACH) ||
      (phrase.outcome === "TIMED_OUT" && this.#stage === undefined);
    const outcome = isReading ? "GREETING_TIMEOUT" : phrase.outcome;
    const stage = isReading ? "greeting" : (phrase.stage ?? this.#stage ?? "greeting");
    const code = isReading ? "" : (phrase.code ?? "");
    const message = line.trim().slice(0, WORDS_LIMIT);
    this.#failedAt = number;
    this.#put({
      line: number,
      stage,
      facts,
      reply: undefined,
      failure: { code, message },
      outcome,
    });
  }

  /** After a STARTTLS that was granted it was the handshake; else it counts where nothing else does. */
  #noteVague(line: string, number: number, facts: LogFacts): void {
    if (!VAGUE_REGEXP.test(line)) return;
    const isHandshake = this.#stage === "starttls";
    this.#vague ??= {
      line: number,
      stage: isHandshake ? "tls" : undefined,
      facts,
      reply: undefined,
      failure: { code: "", message: line.trim().slice(0, WORDS_LIMIT) },
      outcome: isHandshake ? "TLS_HANDSHAKE_FAILED" : undefined,
    };
  }

  #countWords(line: string): void {
    if (/\bpostfix\/[a-z-]{3,20}\[\d{1,8}\]/.test(line)) this.#count("Postfix");
    else if (/^msmtp: |\bsmtpstatus=\d{3}\b/.test(line)) this.#count("msmtp");
    else if (/\bsmtplib\b/.test(line)) this.#count("Python smtplib");
    else if (/\bT=\w{3,40} H=|SMTP error from remote mail server/.test(line)) this.#count("Exim");
    else if (/SMTP (?:ERROR|Error|connect\(\))/.test(line)) this.#count("PHPMailer");
    else if (/SMTPConnection|nodemailer/.test(line)) this.#count("nodemailer");
  }
}

/** A reply inside a sentence, as `code-text`; without what the program wrote after it. */
function quotedReply(line: string): string | undefined {
  const [, code, text] = PYTHON_REPLY_REGEXP.exec(line) ?? [];
  if (code !== undefined) return `${code} ${(text ?? "").replace(/\\n|\\r/g, " ")}`;
  const found = QUOTED_REPLY_REGEXP.exec(line)?.[1];
  if (found === undefined) return undefined;
  const words = found
    .replace(/\\n/g, " ")
    .replace(/ \(in reply to [^)]{1,60}\)\)?$/, "")
    .replace(/' (?:errormsg='|exitcode=).*$/, "")
    .replace(/['"],?$/, "");
  return isReplyText(words) ? words : undefined;
}

/** A bare number in a sentence is no reply: it has an enhanced status, or a word and nothing odd. */
function isReplyText(text: string): boolean {
  return /^[45]\d\d[ -](?:[45]\.\d{1,3}\.\d{1,3}(?:\s|$)|[A-Z<#"'(][^=]{2})/i.test(text);
}
