import { type CapturedMessage, captureMessage } from "../capture/captured_message.ts";
import type { AuthFacts, TlsFacts } from "../capture/captured_session.ts";
import type { ProtocolWarning } from "../engine/protocol_warning.ts";
import { SessionRecord } from "../engine/session_record.ts";

/** What matters about a message that no server has seen. */
export interface MessageParts {
  readonly sequence?: number;
  readonly from?: string;
  readonly to?: readonly string[];
  readonly receivedAt?: Date;
  readonly tls?: TlsFacts | null;
  readonly auth?: AuthFacts | null;
  readonly warnings?: readonly ProtocolWarning[];
}

/** A message of the given content, in Latin-1, as if it had come by BDAT. */
export function makeMessage(content: string, parts: MessageParts = {}): CapturedMessage {
  const { sequence = 1, from = "a@x.test", to = ["b@x.test"], receivedAt = new Date(0) } = parts;
  const pieces = [Buffer.from(content, "latin1")];
  const record = new SessionRecord({ number: 1, listener: "none", client: "test:1" }, () => 0);
  return captureMessage(
    {
      envelope: {
        from,
        fromParameters: {},
        recipients: to.map((address) => ({ address, parameters: {} })),
      },
      refusedRecipients: [],
      warnings: parts.warnings ?? [],
      transfer: "BDAT",
      pieces,
      sizeBytes: content.length,
      times: { mailMs: 0, dataMs: 0, endOfDataMs: 0 },
      transcriptStart: 0,
      transcriptEnd: 0,
      id: `id${sequence}`,
      tls: parts.tls ?? null,
      auth: parts.auth ?? null,
      helloName: "c.test",
    },
    record,
    { sequence, receivedAt, mimePartLimit: 1000 },
  );
}
