import { z } from "zod";
import type { CheckEvent, CheckRequest, TestEvent, TestRequest } from "../../api/test_and_check.ts";
import type { EndpointRow } from "../endpoint.ts";
import { RECIPIENT_RESULT } from "./message_schemas.ts";
import { SECRET_TEXT, SETTING_WISHES } from "./setting_schemas.ts";

const GROUP = "Test and check";

const ADDRESS = z.string().min(1).max(1000);

const ONE_LINE: z.ZodString = z
  .string()
  .max(1000)
  .regex(/^[^\p{Cc}]*$/u, "one line of text is accepted");

const TEST_EVENT: z.ZodType<TestEvent> = z.union([
  z.strictObject({
    kind: z.literal("plan"),
    mode: z.string().nullable(),
    reasons: z.array(z.string()),
  }),
  z.strictObject({
    kind: z.literal("refused"),
    refusals: z.array(z.strictObject({ rule: z.string(), key: z.string(), message: z.string() })),
  }),
  z.strictObject({
    kind: z.literal("line"),
    atMs: z.int(),
    from: z.enum(["client", "server", "note"]),
    text: z.string(),
  }),
  z.strictObject({
    kind: z.literal("done"),
    recipients: z.array(RECIPIENT_RESULT),
    protection: z.string(),
    messageId: z.string(),
    unprovenKey: z.string().nullable(),
  }),
  z.strictObject({ kind: z.literal("failed"), message: z.string() }),
]);

const STATUS = ["ok", "warn", "fail", "skipped", "unknown"] as const;

const CHECK_EVENT: z.ZodType<CheckEvent> = z.union([
  z.strictObject({
    kind: z.literal("step"),
    step: z.union([
      z.strictObject({
        id: z.string(),
        title: z.string(),
        status: z.enum(STATUS),
        summary: z.string(),
      }),
      z.strictObject({
        id: z.string(),
        title: z.string(),
        status: z.enum(["waiting", "running"]),
      }),
    ]),
  }),
  z.strictObject({
    kind: z.literal("done"),
    path: z.enum(["works", "fails", "refused", "unknown"]),
    recommendation: z
      .strictObject({
        text: z.string(),
        assignments: z.array(z.strictObject({ key: z.string(), value: z.string().nullable() })),
      })
      .nullable(),
  }),
  z.strictObject({ kind: z.literal("failed"), message: z.string() }),
]);

/** A message now, with settings that need not be saved. */
export const TEST_SETTINGS: EndpointRow<{ body: TestRequest; answer: TestEvent }> = {
  id: "testSettings",
  method: "POST",
  path: "/api/v1/test",
  access: "administrator",
  summary:
    "Sends a message now, with settings and a secret that are not stored, and tells the dialogue as it happens; going away ends it.",
  group: GROUP,
  body: z.strictObject({
    wishes: SETTING_WISHES,
    secret: SECRET_TEXT.optional(),
    to: ADDRESS,
    subject: ONE_LINE.optional(),
    text: z.string().max(100_000).optional(),
  }) as unknown as z.ZodType<TestRequest>,
  answer: { kind: "ndjson", schema: TEST_EVENT },
  refusals: ["refused", "busy"],
};

/** Everything that mail needs, step by step. */
export const CHECK_UNIT: EndpointRow<{ body: CheckRequest; answer: CheckEvent }> = {
  id: "checkUnit",
  method: "POST",
  path: "/api/v1/check",
  access: "control",
  summary:
    "Checks addresses, names, clock, ports and the configured connection, and tells each step as it ends; logs in and sends only where asked.",
  group: GROUP,
  body: z.strictObject({
    login: z.boolean(),
    sendTo: ADDRESS.optional(),
    host: ONE_LINE.min(1).optional(),
  }) as unknown as z.ZodType<CheckRequest>,
  answer: { kind: "ndjson", schema: CHECK_EVENT },
  refusals: ["refused", "busy"],
};
