import { Refusal } from "./refusal.ts";

/** Octets that a request's body may have, unless its endpoint says otherwise. */
export const BODY_LIMIT_BYTES: number = 1024 * 1024;

const JSON_TYPE_REGEXP = /^application\/json\s*(?:;\s*charset="?utf-8"?\s*)?$/i;

/** Reads a JSON body; what is longer than the limit is not read to its end. */
export async function readJsonBody(request: Request, limitBytes: number): Promise<unknown> {
  if (!JSON_TYPE_REGEXP.test(request.headers.get("content-type") ?? "")) {
    return new Refusal(
      "unsupported-media-type",
      "Cannot read the body: it is not sent as application/json in UTF-8, which is accepted",
    );
  }
  const bytes = await readLimited(request, limitBytes);
  if (bytes === undefined) {
    return new Refusal(
      "body-too-large",
      `Cannot read the body: it has more than ${limitBytes} octets, at most so many are accepted`,
    );
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return new Refusal("bad-request", "Cannot read the body: it is no JSON text in UTF-8");
  }
}

/** Whether a request announces a body. */
export function hasBody(request: Request): boolean {
  const length = request.headers.get("content-length");
  return request.headers.has("transfer-encoding") || (length !== null && Number(length) !== 0);
}

async function readLimited(request: Request, limitBytes: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) return undefined;
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of request.body ?? []) {
    length += piece.length;
    if (length > limitBytes) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
