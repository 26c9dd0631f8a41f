import type { CapturedMessage } from "../capture/captured_message.ts";
import type { CapturedSession, SessionFailure } from "../capture/captured_session.ts";
import type { FaultFiring } from "../faults/fault_rule.ts";
import { maskCommand, maskTranscript } from "./mask_transcript.ts";
import { type SessionPhases, sessionPhases } from "./session_phases.ts";

/** A firing in a form that JSON can hold: bytes are written in base64. */
export interface FiringFacts extends Omit<FaultFiring, "act"> {
  readonly act: Readonly<Record<string, unknown>>;
}

/** Everything about a session that JSON can hold. */
export interface SessionFacts
  extends Pick<
    CapturedSession,
    | "number"
    | "listener"
    | "client"
    | "end"
    | "hello"
    | "tls"
    | "auth"
    | "messageCount"
    | "warnings"
    | "transcript"
  > {
  /** ISO 8601, in UTC. */
  readonly openedAt: string;
  readonly phases: SessionPhases;
  readonly failures: readonly SessionFailure[];
  readonly firings: readonly FiringFacts[];
}

/** Everything about a message but its content that JSON can hold. */
export interface MessageFacts
  extends Pick<
    CapturedMessage,
    | "sequence"
    | "id"
    | "envelope"
    | "refusedRecipients"
    | "transfer"
    | "tls"
    | "auth"
    | "helloName"
    | "times"
    | "warnings"
    | "headers"
    | "transcript"
  > {
  /** ISO 8601, in UTC. */
  readonly receivedAt: string;
  /** Of the message itself, without stuffed dots. */
  readonly sizeBytes: number;
  readonly subject: string | null;
  /** The number of the session that brought it. */
  readonly session: number;
  readonly listener: string;
  readonly client: string;
}

/**
 * Tells all that is known about a session as plain data.
 *
 * No secret of AUTH is in it: the server keeps none.
 *
 * @example The facts of a session as JSON
 * ```ts
 * import { sessionFacts, startMockSmtp } from "@fieldpost/mock-smtp";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const transport = createTransport({ host: "127.0.0.1", port: server.port(), ignoreTLS: true });
 * await transport.sendMail({ from: "a@example.test", to: "b@example.test", text: "." });
 * await server.close();
 *
 * const [session] = server.sessions;
 * assert.ok(session);
 * const facts = JSON.parse(JSON.stringify(sessionFacts(session)));
 * assert.equal(facts.messageCount, 1);
 * assert.equal(facts.hello.verb, "EHLO");
 * ```
 */
export function sessionFacts(session: CapturedSession): SessionFacts {
  const { number, listener, client, end, hello, tls, auth, messageCount, warnings } = session;
  return {
    number,
    listener,
    client,
    openedAt: session.openedAt.toISOString(),
    end,
    hello,
    tls,
    auth,
    messageCount,
    phases: sessionPhases(session),
    failures: session.failures.map((failure) => ({
      ...failure,
      command: maskCommand(failure.command, session.transcript),
    })),
    warnings: [...warnings],
    firings: session.firings.map(firingFacts),
    transcript: maskTranscript(session.transcript),
  };
}

function firingFacts(firing: FaultFiring): FiringFacts {
  const act = Object.entries(firing.act).map(([name, value]) => [
    name,
    value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value,
  ]);
  return { ...firing, act: Object.fromEntries(act) };
}

/**
 * Tells all that is known about a message, but for its content, as plain data.
 *
 * @example The facts of a message as JSON
 * ```ts
 * import { messageFacts, startMockSmtp } from "@fieldpost/mock-smtp";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const transport = createTransport({ host: "127.0.0.1", port: server.port(), ignoreTLS: true });
 * await transport.sendMail({ from: "a@example.test", to: "b@example.test", subject: "Hi" });
 *
 * const facts = messageFacts(await server.next());
 * assert.equal(facts.subject, "Hi");
 * assert.deepEqual(facts.envelope.recipients, [{ address: "b@example.test", parameters: {} }]);
 * await server.close();
 * ```
 */
export function messageFacts(message: CapturedMessage): MessageFacts {
  const { session } = message;
  return {
    sequence: message.sequence,
    id: message.id,
    receivedAt: message.receivedAt.toISOString(),
    sizeBytes: message.raw.length,
    subject: message.subject ?? null,
    envelope: message.envelope,
    refusedRecipients: message.refusedRecipients,
    transfer: message.transfer,
    session: session.number,
    listener: session.listener,
    client: session.client,
    helloName: message.helloName,
    tls: message.tls,
    auth: message.auth,
    times: message.times,
    warnings: message.warnings,
    headers: message.headers,
    transcript: maskTranscript(message.transcript),
  };
}
