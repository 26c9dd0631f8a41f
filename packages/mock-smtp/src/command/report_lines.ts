import type { CapturedMessage } from "../capture/captured_message.ts";
import type { CapturedSession } from "../capture/captured_session.ts";
import type { MockSmtp } from "../server/start_mock_smtp.ts";

/** What the command tells of, and how. */
export interface Report {
  listening(server: MockSmtp): string;
  message(message: CapturedMessage): string;
  failedSession(session: CapturedSession): string;
  closed(server: MockSmtp, messageCount: number): string;
}

/** Lines for people. */
export const TEXT_REPORT: Report = {
  listening: (server) => {
    const ports = server.listeners.map((it) => `${it.name} ${it.host}:${it.port}`);
    return `mock-smtp listens: ${ports.join(", ")}`;
  },
  message: (message) => {
    const { envelope, tls, auth, warnings } = message;
    const recipients = envelope.recipients.map((it) => it.address).join(", ");
    const channel = tls === null ? "in clear" : `${tls.protocol} ${tls.cipher}`;
    const login = auth === null ? "no login" : `login ${auth.identity} (${auth.mechanism})`;
    const subject = JSON.stringify(message.subject ?? null);
    const noted = warnings.length === 0 ? "" : `, warnings: ${codesOf(message).join(" ")}`;
    const size = `${message.raw.length} bytes`;
    const path = oneLine(`<${envelope.from}> to ${recipients}`);
    return `message ${message.sequence} from ${path}, subject ${subject}, ${size}, ${channel}, ${oneLine(login)}${noted}`;
  },
  failedSession: (session) => {
    const [failure] = session.failures.slice(-1);
    const place = `session ${session.number} (${session.listener}) failed at ${failure?.stage}`;
    const reply = failure?.reply === null ? "" : `, reply ${failure?.reply}`;
    return oneLine(`${place}: ${failure?.reason}${reply}`);
  },
  closed: (_, messageCount) => `mock-smtp closed after ${messageCount} messages`,
};

/** Lines for programs. */
export const JSON_REPORT: Report = {
  listening: (server) => JSON.stringify({ event: "listening", ...portsFacts(server) }),
  message: (message) =>
    JSON.stringify({
      event: "message",
      sequence: message.sequence,
      id: message.id,
      receivedAt: message.receivedAt.toISOString(),
      envelope: message.envelope,
      subject: message.subject ?? null,
      sizeBytes: message.raw.length,
      tls: message.tls,
      auth: message.auth,
      session: message.session.number,
      listener: message.session.listener,
      warnings: codesOf(message),
    }),
  failedSession: (session) =>
    JSON.stringify({
      event: "session-failed",
      session: session.number,
      listener: session.listener,
      client: session.client,
      end: session.end,
      failures: session.failures,
    }),
  closed: (_, messageCount) => JSON.stringify({ event: "closed", messages: messageCount }),
};

/** What the ports file holds. */
export function portsFacts(server: MockSmtp): Readonly<Record<string, number | string>> {
  const ports = server.listeners.map((it): [string, number] => [it.name, server.port(it.name)]);
  return { ...Object.fromEntries(ports), ca: server.ca };
}

function codesOf(message: CapturedMessage): readonly string[] {
  return [...new Set(message.warnings.map((it) => it.code))];
}

/** What a stranger sent cannot begin a line of its own, nor speak to the terminal. */
function oneLine(text: string): string {
  return text.replace(/[\0-\x1f\x7f-\x9f\u2028\u2029]/g, "?");
}
