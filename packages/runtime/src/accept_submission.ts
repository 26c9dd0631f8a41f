import { randomUUID } from "node:crypto";
import {
  completeHeader,
  type EmailAddress,
  type EnvelopeParameters,
  encodeBase64,
  encodeUtf8,
  formatMailbox,
  HEADER_SECTION_LIMIT,
  type HeaderSection,
  type MessageOrigin,
  namedRecipients,
  readHeaderSection,
} from "@fieldpost/core";
import type { Fieldpost } from "./fieldpost.ts";
import { RuntimeFailure } from "./runtime_failure.ts";
import { toAscii } from "./to_ascii.ts";

/** A message as a program hands it over, with the envelope that it gave beside it. */
export interface RawSubmission {
  /** Header and body; CRLF line ends. */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** `null` is the null sender. */
  readonly sender: EmailAddress | null;
  readonly recipients: readonly EmailAddress[];
  /** Whether those that the header names receive it as well. */
  readonly takesRecipients: boolean;
  /** The author where the header has none. */
  readonly author: { readonly name: string | undefined; readonly address: EmailAddress };
  /** The domain of names in the header that have none. */
  readonly localDomain: string;
  /** Who receives mail to such a name in its place, when there is anybody. */
  readonly localTo?: readonly EmailAddress[] | undefined;
  readonly nowMs: number;
  /** What the program wants to be told, and how the message may travel. */
  readonly parameters?: EnvelopeParameters | undefined;
  /** What hands it over. */
  readonly origin?: MessageOrigin | undefined;
}

/** What became of a submission. */
export interface AcceptedSubmission {
  /** Its name in the queue. */
  readonly message: string;
  readonly messageId: string;
  readonly recipients: readonly EmailAddress[];
}

/**
 * Accepts a message that a program has written into the queue of a unit: its header is made complete,
 * its body passes through unchanged, and never more than its header is held in memory.
 *
 * *Diagnostics*: nothing is accepted unless this resolves; killed before, it leaves a file that is no
 * message.
 *
 * @throws {RuntimeFailure} `message-invalid` if nobody would receive it or its header cannot be read;
 *   otherwise as `MailQueue.accept()`
 * @example A message without Date, Message-ID and From
 * ```ts
 * import { parseEmailAddress } from "@fieldpost/core";
 * import { acceptSubmission, openFieldpost, toAscii } from "@fieldpost/runtime";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const unit = await openFieldpost({ home });
 * const sender = parseEmailAddress("unit7@example.com", toAscii);
 * async function* chunks() {
 *   yield new TextEncoder().encode("To: ops@example.net\r\nSubject: Boot\r\n\r\nUp.\r\n");
 * }
 * const { message, recipients } = await acceptSubmission(unit, {
 *   ...{ chunks: chunks(), sender, recipients: [], takesRecipients: true },
 *   ...{ author: { name: undefined, address: sender }, localDomain: "example.com", nowMs: 0 },
 * });
 * assert.deepEqual(recipients.map(({ text }) => text), ["ops@example.net"]);
 * assert.ok(await unit.queue.find(message));
 * await rm(home, { recursive: true });
 * ```
 */
export async function acceptSubmission(
  unit: Fieldpost,
  submission: RawSubmission,
): Promise<AcceptedSubmission> {
  const { sender, author, nowMs } = submission;
  const { section, front, rest } = await readFront(submission.chunks);
  const recipients = recipientsOf(submission, section);
  const { octets, messageId } = completeHeader(section.fields, {
    from: formatAuthor(author),
    date: new Date(nowMs).toUTCString().replace("GMT", "+0000"),
    messageId: `<${randomUUID()}@${idDomain(author.address)}>`,
    author: author.address.text,
  });
  const body = front.subarray(section.bodyStart);
  const content = contentOf(Buffer.concat([octets, Buffer.from("\r\n"), body]), rest);
  const { parameters, origin } = submission;
  const envelope = { sender, recipients, parameters, origin };
  const message = await unit.queue.accept({ ...envelope, messageId, content });
  return { message, messageId, recipients };
}

interface Front {
  readonly section: HeaderSection;
  readonly front: Uint8Array;
  /** What follows the front; `undefined` when the front is all there is. */
  readonly rest: AsyncIterator<Uint8Array> | undefined;
}

/** Reads on until the end of the header is known. */
async function readFront(chunks: AsyncIterable<Uint8Array>): Promise<Front> {
  const rest = chunks[Symbol.asyncIterator]();
  let front: Uint8Array = Buffer.alloc(0);
  for (;;) {
    const { done, value } = await rest.next();
    if (done !== true) front = Buffer.concat([front, value]);
    const isWhole = done === true;
    const section = readHeaderSection(front, isWhole);
    const headerBytes = section?.bodyStart ?? front.length;
    if (headerBytes > HEADER_SECTION_LIMIT) {
      throw invalid(
        `its header has more than ${HEADER_SECTION_LIMIT} octets, at most so many are accepted`,
      );
    }
    if (section !== undefined) return { section, front, rest: isWhole ? undefined : rest };
  }
}

async function* contentOf(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array> | undefined,
): AsyncGenerator<Uint8Array> {
  yield first;
  if (rest === undefined) return;
  for (;;) {
    const { done, value } = await rest.next();
    if (done === true) return;
    yield value;
  }
}

function recipientsOf(
  { recipients, takesRecipients, localDomain, localTo }: RawSubmission,
  { fields }: HeaderSection,
): readonly EmailAddress[] {
  const names = { toAscii, localDomain, localTo };
  const named = takesRecipients
    ? namedRecipients(fields, names)
    : ({ kind: "read", addresses: [] } as const);
  if (named.kind === "refused") {
    const shown = JSON.stringify(named.text.slice(0, 80));
    throw invalid(`its header names ${shown}, an address like ann@example.com is accepted`);
  }
  const all = [...recipients, ...named.addresses];
  if (all.length === 0) throw invalid("it has no recipient, at least one is needed");
  return [...new Map(all.map((address) => [address.text, address])).values()];
}

function invalid(why: string): RuntimeFailure {
  return new RuntimeFailure("message-invalid", `Cannot accept the message: ${why}`);
}

// An address literal is no name that a Message-ID may end in.
function idDomain({ domain }: EmailAddress): string {
  return domain.startsWith("[") ? "fieldpost.invalid" : domain;
}

const WORD_CHARACTERS = 15;

/** Writes an author for a header: a name outside ASCII as encoded words (RFC 2047 section 2). */
function formatAuthor({ name, address }: RawSubmission["author"]): string {
  const { text } = address;
  if (name === undefined || name === "") return text;
  if (/[\u0000-\u001f\u007f]/.test(name)) {
    throw invalid("the name of its author holds a control character, one line of text is accepted");
  }
  if (/^[\x20-\x7e]*$/.test(name)) {
    // Without the Unicode form: a header holds A-labels.
    const { unicodeDomain: _, ...ascii } = address;
    return formatMailbox({ name, address: ascii });
  }
  const characters = [...name];
  const words: string[] = [];
  for (let at = 0; at < characters.length; at += WORD_CHARACTERS) {
    const word = characters.slice(at, at + WORD_CHARACTERS).join("");
    words.push(`=?UTF-8?B?${encodeBase64(encodeUtf8(word))}?=`);
  }
  return `${words.join("\r\n ")} <${text}>`;
}
