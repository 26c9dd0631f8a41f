import { z } from "zod";
import type { ApiErrorBody, ApiErrorCode } from "../../api/api_error.ts";
import { HTTP_STATUS } from "../http_status.ts";
import { PROBLEM } from "./setting_schemas.ts";

const CODES = Object.keys(HTTP_STATUS) as [ApiErrorCode, ...ApiErrorCode[]];

/** The body of every refusal. */
export const API_ERROR: z.ZodType<ApiErrorBody> = z.strictObject({
  error: z.strictObject({
    code: z.enum(CODES),
    message: z.string(),
    problems: z.array(PROBLEM).exactOptional(),
    fields: z.array(z.strictObject({ path: z.string(), fault: z.string() })).exactOptional(),
    conflicts: z
      .array(
        z.strictObject({
          key: z.string(),
          was: z.string().nullable(),
          now: z.string().nullable(),
          by: z.string().nullable(),
        }),
      )
      .exactOptional(),
    retryAfterSeconds: z.number().exactOptional(),
  }),
});
