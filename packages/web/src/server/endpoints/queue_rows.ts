import type { MessageState } from "@fieldpost/core";
import { z } from "zod";
import type {
  MessageCommandRequest,
  MessageStory,
  QueueState,
  SubmitAnswer,
  SubmitRequest,
} from "../../api/queue_api.ts";
import type { EndpointRow } from "../endpoint.ts";
import {
  MESSAGE_NAME,
  MESSAGE_ROW,
  MESSAGE_ROW_SHAPE,
  PATH_VIEW,
  PHASE,
  QUEUE_SUMMARY,
  RECIPIENT_RESULT,
  TRANSCRIPT_LINE,
} from "./message_schemas.ts";

const GROUP = "Messages";

/** Rows that one answer has at most. */
const ROWS_LIMIT = 200;

/** Which messages are asked for. */
export interface QueueQuery {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly search?: string | undefined;
  readonly state?: MessageState | undefined;
}

interface MessageParams {
  readonly message: string;
}

const PARAMS: z.ZodType<MessageParams> = z.strictObject({ message: MESSAGE_NAME });

const STORY: z.ZodType<MessageStory> = z.strictObject({
  ...MESSAGE_ROW_SHAPE,
  messageId: z.string().nullable(),
  journal: z.array(z.strictObject({ at: z.iso.datetime(), kind: z.string(), text: z.string() })),
  transcript: z.array(TRANSCRIPT_LINE),
  outcomes: z.array(RECIPIENT_RESULT),
  path: PATH_VIEW.nullable(),
});

const ONE_LINE = /^[^\p{Cc}]*$/u;

/** The queue. */
export const READ_QUEUE: EndpointRow<{ query: QueueQuery; answer: QueueState }> = {
  id: "readQueue",
  method: "GET",
  path: "/api/v1/queue",
  access: "viewer",
  summary:
    "Lists messages that wait, oldest first, and those that have left the queue; with search those with these words in subject, addresses or names, with state those in it.",
  group: GROUP,
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(ROWS_LIMIT).default(50),
    after: MESSAGE_NAME.optional(),
    search: z.string().max(200).optional(),
    state: PHASE.optional(),
  }),
  answer: {
    kind: "json",
    schema: z.strictObject({
      summary: QUEUE_SUMMARY,
      rows: z.array(MESSAGE_ROW),
      next: z.string().nullable(),
      ended: z.array(MESSAGE_ROW),
    }),
  },
};

/** One message. */
export const READ_MESSAGE: EndpointRow<{ params: MessageParams; answer: MessageStory }> = {
  id: "readMessage",
  method: "GET",
  path: "/api/v1/queue/{message}",
  access: "viewer",
  summary:
    "Tells everything that is known of a message: its journal, the last dialogue, what it means.",
  group: GROUP,
  params: PARAMS,
  answer: { kind: "json", schema: STORY },
  refusals: ["not-found"],
};

/** The octets of a message. */
export const READ_CONTENT: EndpointRow<{ params: MessageParams }> = {
  id: "readMessageContent",
  method: "GET",
  path: "/api/v1/queue/{message}/content",
  access: "administrator",
  summary: "Gives a message that waits or has failed, as it was accepted.",
  group: GROUP,
  params: PARAMS,
  answer: { kind: "file", mediaType: "message/rfc822" },
  refusals: ["not-found"],
};

/** What a person does with a message. */
export const COMMAND_MESSAGE: EndpointRow<{
  params: MessageParams;
  body: MessageCommandRequest;
}> = {
  id: "commandMessage",
  method: "POST",
  path: "/api/v1/queue/{message}",
  access: "control",
  summary: "Holds a message, releases it, deletes it, or has everything tried again.",
  group: GROUP,
  params: PARAMS,
  body: z.strictObject({ command: z.enum(["hold", "release", "delete", "retry"]) }),
  answer: { kind: "nothing" },
  refusals: ["not-found", "conflict"],
};

/** A message from a program. */
export const SUBMIT_MESSAGE: EndpointRow<{ body: SubmitRequest; answer: SubmitAnswer }> = {
  id: "submitMessage",
  method: "POST",
  path: "/api/v1/messages",
  access: "control",
  summary:
    "Accepts a message from the unit's own address: when this is answered, it survives a power failure.",
  group: GROUP,
  body: z.strictObject({
    to: z.array(z.string().min(1).max(1000)).min(1).max(100),
    subject: z.string().max(1000).regex(ONE_LINE, "one line of text is accepted"),
    text: z.string().max(500_000),
    isUrgent: z.boolean().optional(),
  }) as unknown as z.ZodType<SubmitRequest>,
  answer: {
    kind: "json",
    status: 202,
    schema: z.strictObject({ message: z.string(), messageId: z.string() }),
  },
  refusals: ["refused"],
};
