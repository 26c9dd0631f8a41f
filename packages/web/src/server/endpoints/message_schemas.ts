import { MESSAGE_STATES, type MessageState } from "@fieldpost/core";
import { z } from "zod";
import type { DiagnosisView, RecipientResultView } from "../../api/mail_views.ts";
import type {
  MessageRow,
  OriginView,
  PathView,
  QueueSummary,
  SendingView,
  TranscriptLineView,
} from "../../api/queue_api.ts";

/** The name of a message in the queue. */
export const MESSAGE_NAME: z.ZodType<string> = z
  .string()
  .regex(
    /^[0-9a-z]{19}(?:-\d{1,4})?$/,
    "this is no name in the queue, one that is listed is accepted",
  );

const LEVEL = z.enum(["verified", "encrypted", "clear"]);

/** One line of a dialogue. */
export const TRANSCRIPT_LINE: z.ZodType<TranscriptLineView> = z.strictObject({
  from: z.enum(["client", "server", "note"]),
  text: z.string(),
});

/** A diagnosis in sentences. */
export const DIAGNOSIS_VIEW: z.ZodType<DiagnosisView> = z.strictObject({
  cause: z.string(),
  fix: z.string(),
  side: z.enum(["here", "network", "server"]),
  certainty: z.enum(["certain", "likely", "possible"]),
  changes: z.array(z.strictObject({ key: z.string(), value: z.string().nullable() })),
});

/** What became of one recipient. */
export const RECIPIENT_RESULT: z.ZodType<RecipientResultView> = z.strictObject({
  recipient: z.string(),
  kind: z.enum(["delivered", "transient", "permanent", "hold", "uncertain"]),
  code: z.string(),
  meaning: z.string(),
  lastWords: z.string().nullable(),
  diagnosis: DIAGNOSIS_VIEW.nullable(),
});

/** What keeps the queue as a whole. */
export const PATH_VIEW: z.ZodType<PathView> = z.strictObject({
  code: z.string(),
  meaning: z.string(),
  retryAt: z.iso.datetime().nullable(),
  key: z.string().nullable(),
  diagnosis: DIAGNOSIS_VIEW.nullable(),
});

/** How many messages are where. */
export const QUEUE_SUMMARY: z.ZodType<QueueSummary> = z.strictObject({
  waiting: z.int(),
  sending: z.int(),
  held: z.int(),
  oldestAt: z.iso.datetime().nullable(),
  nextAttemptAt: z.iso.datetime().nullable(),
  path: PATH_VIEW.nullable(),
});

/** How a message stands. */
export const PHASE: z.ZodType<MessageState> = z.enum(MESSAGE_STATES);

const ORIGIN: z.ZodType<OriginView> = z.strictObject({
  kind: z.enum(["event", "report", "command", "sendmail", "smtp", "nodemailer", "pages"]),
  name: z.string().nullable(),
});

const SENDING: z.ZodType<SendingView> = z.strictObject({
  since: z.iso.datetime(),
  host: z.string(),
  port: z.int(),
});

/** The members of a message in a list. */
export const MESSAGE_ROW_SHAPE: {
  readonly [Member in keyof MessageRow]: z.ZodType<MessageRow[Member]>;
} = {
  message: z.string(),
  acceptedAt: z.iso.datetime(),
  sender: z.string().nullable(),
  from: z.string().nullable(),
  recipients: z.array(z.string()),
  subject: z.string().nullable(),
  sizeBytes: z.int().nullable(),
  origin: ORIGIN.nullable(),
  phase: PHASE,
  sending: SENDING.nullable(),
  attempts: z.int(),
  nextAttemptAt: z.iso.datetime().nullable(),
  isUrgent: z.boolean(),
  mayBeDelivered: z.boolean(),
  protection: z.string().nullable(),
  protectionLevel: LEVEL.nullable(),
  lastMeaning: z.string().nullable(),
};

/** A message in a list. */
export const MESSAGE_ROW: z.ZodType<MessageRow> = z.strictObject(MESSAGE_ROW_SHAPE);
