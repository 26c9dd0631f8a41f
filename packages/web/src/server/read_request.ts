import type { z } from "zod";
import type { FieldFault } from "../api/api_error.ts";
import type { ApiRequest, EndpointRow } from "./endpoint.ts";
import { BODY_LIMIT_BYTES, hasBody, readJsonBody } from "./read_body.ts";
import { Refusal } from "./refusal.ts";

/** The parts of a request that its endpoint's schemas have let through. */
export type RequestParts = Pick<ApiRequest, "params" | "query" | "body">;

/** Checks a request against its row; the values of the path are given decoded. */
export async function readRequest(
  row: EndpointRow,
  request: Request,
  params: Readonly<Record<string, string>>,
): Promise<RequestParts | Refusal> {
  const parts: Record<string, unknown> = { params: undefined, query: undefined, body: undefined };
  const raw = { params, query: readQuery(request), body: undefined as unknown };
  if (raw.query instanceof Refusal) return raw.query;
  if (row.body !== undefined) {
    raw.body = await readJsonBody(request, row.bodyLimitBytes ?? BODY_LIMIT_BYTES);
    if (raw.body instanceof Refusal) return raw.body;
  } else if (hasBody(request)) {
    return new Refusal("bad-request", "Cannot read the request: it has a body, none is accepted");
  }
  for (const name of ["params", "query", "body"] as const) {
    const schema = row[name];
    if (schema === undefined) continue;
    const reading = schema.safeParse(raw[name]);
    if (!reading.success) return faultsOf(name, reading.error);
    parts[name] = reading.data;
  }
  if (row.query === undefined && Object.keys(raw.query).length > 0) {
    return new Refusal("bad-request", "Cannot read the request: it has a query, none is accepted");
  }
  return parts as unknown as RequestParts;
}

/** A name that stands twice has no one meaning. */
function readQuery(request: Request): Record<string, string> | Refusal {
  const { searchParams } = new URL(request.url);
  const names = [...searchParams.keys()];
  if (new Set(names).size < names.length) {
    return new Refusal("bad-request", "Cannot read the query: a name stands in it twice");
  }
  return Object.fromEntries(searchParams);
}

const SHOWN_FAULTS = 20;

/** Values are not repeated: one of them may be a secret that stands in the wrong field. */
function faultsOf(part: string, error: z.ZodError): Refusal {
  const fields = error.issues.slice(0, SHOWN_FAULTS).map((issue): FieldFault => {
    const path = issue.path.map(String).join(".");
    return {
      path,
      fault: issue.code === "unrecognized_keys" ? unknownFields(issue.keys) : issue.message,
    };
  });
  const [first] = fields;
  const where =
    first === undefined || first.path === "" ? `the ${part}` : `"${first.path}" of the ${part}`;
  return new Refusal("bad-request", `Cannot read ${where}: ${first?.fault ?? "it is not valid"}`, {
    fields,
  });
}

function unknownFields(keys: readonly string[]): string {
  const names = keys.map((key) =>
    /^[\w-]{1,40}$/.test(key) ? `"${key}"` : "one with an odd name",
  );
  return `unknown fields, known ones are accepted: ${names.slice(0, 5).join(", ")}`;
}
