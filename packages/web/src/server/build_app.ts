import { setMaxListeners } from "node:events";
import { RuntimeFailure } from "@fieldpost/runtime";
import type { HttpBindings } from "@hono/node-server";
import { type Context, Hono } from "hono";
import type { BoundEndpoint } from "./endpoint.ts";
import { readRequest } from "./read_request.ts";
import { Refusal } from "./refusal.ts";
import { refusalResponse } from "./refusal_response.ts";
import type { Admission } from "./security/admission.ts";
import { addSecurityHeaders } from "./security/security_headers.ts";
import { type StaticFiles, sendStaticFile } from "./static_files.ts";
import { STREAM_FORMS } from "./stream_items.ts";
import { writeAnswer } from "./write_answer.ts";

/** A request as it came over the wire. */
export type PageContext = Context<{ Bindings: HttpBindings }>;

/** What the pages are made of. */
export interface AppParts {
  readonly endpoints: readonly BoundEndpoint[];
  readonly files: StaticFiles;
  /** Says who calls an endpoint, or why it may not be called. */
  readonly admission: Pick<Admission, "admit" | "admitToFile">;
  /** Told of every error that nobody expected. */
  readonly onError: (where: string, error: unknown) => void;
}

/** The application: endpoints, and the files of the page. */
export type PagesApp = Hono<{ Bindings: HttpBindings }>;

/** Builds the application from its rows. */
export function buildApp(parts: AppParts): PagesApp {
  const app: PagesApp = new Hono<{ Bindings: HttpBindings }>();
  app.use("*", async (context, next) => {
    await next();
    addSecurityHeaders(context.res.headers);
  });
  for (const endpoint of parts.endpoints) {
    const { method, path } = endpoint.row;
    app.on(method, honoPath(path), (context) => callEndpoint(endpoint, context, parts));
  }
  for (const [path, methods] of methodsByPath(parts.endpoints)) {
    app.all(honoPath(path), () => methodRefused(methods));
  }
  app.all("/api/*", () => nothingHere());
  app.get("*", async (context) => {
    const refusal = await parts.admission.admitToFile(context.env.incoming);
    if (refusal?.code === "https-needed") return toHttps(context.req.raw);
    if (refusal !== undefined) return refusalResponse(refusal);
    return (await sendStaticFile(context.req.raw, parts.files)) ?? nothingHere();
  });
  app.all("*", () => methodRefused(["GET"]));
  app.onError((error, context) => {
    if (error instanceof RuntimeFailure) return refusalResponse(refusalOf(error));
    parts.onError(context.req.method, error);
    return refusalResponse(internalFault());
  });
  return app;
}

function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}

function methodsByPath(
  endpoints: readonly BoundEndpoint[],
): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, string[]>();
  for (const { row } of endpoints) {
    paths.set(row.path, [...(paths.get(row.path) ?? []), row.method]);
  }
  return paths;
}

async function callEndpoint(
  { row, handle }: BoundEndpoint,
  context: PageContext,
  parts: AppParts,
): Promise<Response> {
  // Hono carries a HEAD out as a GET, which would begin a stream that nobody reads.
  if (context.req.raw.method !== row.method) return methodRefused([row.method]);
  const onError = (error: unknown): void => parts.onError(row.id, error);
  const caller = await parts.admission.admit(row, context.env.incoming);
  if (caller instanceof Refusal) return refusalResponse(caller);
  const request = await readRequest(row, context.req.raw, context.req.param());
  if (request instanceof Refusal) return refusalResponse(request);
  const gone = goneWith([context.req.raw.signal, caller.ended]);
  const answerHeaders = new Headers();
  try {
    const answer = await handle({ ...request, caller, signal: gone.signal, answerHeaders });
    const response = writeAnswer(answer, { row, gone, onError });
    // Of a session that lasts for hours, an answer that is whole must leave nothing behind.
    if (answer instanceof Refusal || !(row.answer.kind in STREAM_FORMS)) gone.abort();
    for (const [name, value] of answerHeaders) response.headers.append(name, value);
    return response;
  } catch (error) {
    gone.abort();
    if (error instanceof RuntimeFailure) return refusalResponse(refusalOf(error));
    onError(error);
    return refusalResponse(internalFault());
  }
}

/** Aborted with the first of others; they forget it when it is over, because they may last longer. */
function goneWith(others: readonly (AbortSignal | null)[]): AbortController {
  const gone = new AbortController();
  const abort = (): void => gone.abort();
  for (const other of others) {
    if (other === null) continue;
    // Many streams may hang on one session or token.
    setMaxListeners(0, other);
    if (other.aborted) abort();
    other.addEventListener("abort", abort);
    // By hand: with the option `signal` Node remembers the listener as long as the other lasts.
    gone.signal.addEventListener("abort", () => other.removeEventListener("abort", abort));
  }
  return gone;
}

/** The name has been found to be the unit's own: nobody is led elsewhere. */
function toHttps(request: Request): Response {
  const { host, pathname, search } = new URL(request.url);
  const location = `https://${host}${pathname}${search}`;
  return new Response(null, { status: 308, headers: { location } });
}

function refusalOf({ code, message }: RuntimeFailure): Refusal {
  return new Refusal(code === "busy" ? "busy" : "unit-failure", message);
}

function internalFault(): Refusal {
  return new Refusal(
    "internal",
    "Cannot answer this request: a fault of the program, the system log names its kind",
  );
}

function nothingHere(): Response {
  return refusalResponse(
    new Refusal(
      "not-found",
      "Cannot find this: nothing has this address, /api/v1/openapi.json lists what has",
    ),
  );
}

function methodRefused(methods: readonly string[]): Response {
  const allow = methods.join(", ");
  const message = `Cannot do this here: the address has not this method, ${allow} is accepted`;
  return refusalResponse(new Refusal("method-not-allowed", message), { allow });
}
