import type { Access } from "@fieldpost/core";
import type { z } from "zod";
import type { ApiErrorCode } from "../api/api_error.ts";
import type { AnswerForm } from "./answer_form.ts";
import type { Caller } from "./caller.ts";
import type { Refusal } from "./refusal.ts";

/** The methods that endpoints have. */
export type EndpointMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What goes in and out of an endpoint; what is left out is not there. */
export interface EndpointTypes {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
  /** The answer; of a stream one item, of a file `FileAnswer`. */
  readonly answer?: unknown;
}

/**
 * One endpoint as data: requests are checked against it, and the OpenAPI document is made from it.
 *
 * Schemas of objects are strict, so that a field that nobody reads is refused.
 */
export interface EndpointRow<Types extends EndpointTypes = EndpointTypes> {
  /** As programs name the call: `listUsers`. */
  readonly id: string;
  readonly method: EndpointMethod;
  /** Parameters stand in braces: `/api/v1/users/{name}`. */
  readonly path: string;
  readonly access: Access;
  /** One sentence. */
  readonly summary: string;
  /** The heading it stands under in documents. */
  readonly group: string;
  /** Schema of the parameters in the path; their values are text. */
  readonly params?: z.ZodType<Types["params"]>;
  /** Schema of the query; values come as text, so numbers are coerced. */
  readonly query?: z.ZodType<Types["query"]>;
  readonly body?: z.ZodType<Types["body"]>;
  /** Octets that the body may have. @default {BODY_LIMIT_BYTES} */
  readonly bodyLimitBytes?: number;
  readonly answer: AnswerForm<Types["answer"]>;
  /** Refusals of its own, besides those that every endpoint has. */
  readonly refusals?: readonly ApiErrorCode[];
}

/** A request that was checked. */
export interface ApiRequest<Types extends EndpointTypes = EndpointTypes> {
  readonly params: Types["params"];
  readonly query: Types["query"];
  readonly body: Types["body"];
  readonly caller: Caller;
  /** Aborted when the other side has gone away, or may no longer be here. */
  readonly signal: AbortSignal;
  /** Headers that the answer gets besides its own. */
  readonly answerHeaders: Headers;
}

/** An endpoint with what carries it out. */
export interface BoundEndpoint {
  readonly row: EndpointRow;
  readonly handle: (request: ApiRequest) => Promise<unknown>;
}

/**
 * Binds a handler to its row. A handler may throw: a `RuntimeFailure` is told in its own words,
 * anything else is answered 500 without details.
 */
export function bindEndpoint<Types extends EndpointTypes>(
  row: EndpointRow<Types>,
  handle: (request: ApiRequest<Types>) => Promise<Refusal | Types["answer"]>,
): BoundEndpoint {
  // What the schemas of the row let through has the types of the row.
  return { row, handle } as unknown as BoundEndpoint;
}

/**
 * Binds a handler to the row of a stream. It answers the items as they come; they end when `signal` of
 * the request is aborted, and what they hold is freed then.
 */
export function bindStream<Types extends EndpointTypes>(
  row: EndpointRow<Types>,
  handle: (request: ApiRequest<Types>) => Promise<Refusal | AsyncIterable<Types["answer"]>>,
): BoundEndpoint {
  return { row, handle } as unknown as BoundEndpoint;
}
