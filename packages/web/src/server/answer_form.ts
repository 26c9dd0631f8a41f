import type { z } from "zod";

/** How an endpoint answers. */
export type AnswerForm<Item = unknown> =
  | {
      readonly kind: "json";
      readonly schema: z.ZodType<Item>;
      /** @default {200} */
      readonly status?: 200 | 201 | 202;
    }
  /** 204: there is nothing to say. */
  | { readonly kind: "nothing" }
  /** `application/x-ndjson`: one item a line, as it happens. */
  | { readonly kind: "ndjson"; readonly schema: z.ZodType<Item> }
  /** `text/event-stream`: one item an event, as JSON in `data`. */
  | { readonly kind: "events"; readonly schema: z.ZodType<Item> }
  /** Text or octets of a media type; the handler answers a `FileAnswer`. */
  | { readonly kind: "file"; readonly mediaType: string };

/** What a `file` endpoint answers. */
export interface FileAnswer {
  readonly content: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  /** Offered as the name to save it under; without one the content is shown. */
  readonly fileName?: string;
  /** @default {200} */
  readonly status?: 200 | 503;
}
