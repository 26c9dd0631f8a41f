import type { FileAnswer } from "./answer_form.ts";
import type { EndpointRow } from "./endpoint.ts";
import { Refusal } from "./refusal.ts";
import { refusalResponse } from "./refusal_response.ts";
import { STREAM_FORMS, streamItems } from "./stream_items.ts";

/** What an answer is written with. */
export interface WriteAnswerOptions {
  readonly row: EndpointRow;
  readonly gone: AbortController;
  readonly onError: (error: unknown) => void;
}

/** Writes what a handler has answered in the form of its row. */
export function writeAnswer(answer: unknown, options: WriteAnswerOptions): Response {
  const form = options.row.answer;
  const isStream = form.kind === "ndjson" || form.kind === "events";
  if (answer instanceof Refusal || !isStream) options.gone.abort();
  if (answer instanceof Refusal) return refusalResponse(answer);
  if (form.kind === "nothing") return new Response(null, { status: 204 });
  if (form.kind === "json") return Response.json(answer, { status: form.status ?? 200 });
  if (form.kind === "file") return writeFile(answer as FileAnswer, form.mediaType);
  const stream = streamItems({
    ...options,
    items: answer as AsyncIterable<unknown>,
    form: STREAM_FORMS[form.kind],
  });
  return new Response(stream, { headers: { "content-type": STREAM_FORMS[form.kind].mediaType } });
}

function writeFile({ content, fileName, status = 200 }: FileAnswer, mediaType: string): Response {
  const headers = new Headers({ "content-type": mediaType });
  if (fileName !== undefined) {
    const name = fileName.replace(/[^\w.-]/g, "_");
    headers.set("content-disposition", `attachment; filename="${name}"`);
  }
  return new Response(content, { status, headers });
}
