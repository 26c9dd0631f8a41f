import { expect } from "@jest/globals";
import type { ApiErrorBody } from "../api/api_error.ts";
import type { EndpointRow, EndpointTypes } from "../server/endpoint.ts";
import { HTTP_STATUS } from "../server/http_status.ts";
import type { TestPages } from "./test_pages.ts";

/** What a call of a row sends. */
export interface RowCall<Types extends EndpointTypes> {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: Types["body"];
}

/** Calls an endpoint and answers what its row promises: an answer that is another fails the test. */
export async function callRow<Types extends EndpointTypes>(
  { call }: Pick<TestPages, "call">,
  row: EndpointRow<Types>,
  { params = {}, query = {}, body }: RowCall<Types> = {},
): Promise<Types["answer"]> {
  const answer = await call(row.method, pathOf(row.path, params, query), body);
  const wanted = row.answer.kind === "nothing" ? 204 : [200, 201, 202];
  const isGood = Array.isArray(wanted) ? wanted.includes(answer.status) : answer.status === wanted;
  if (!isGood) throw new Error(`${row.id}: ${answer.status} ${JSON.stringify(answer.body)}`);
  if (row.answer.kind !== "json") return answer.body as Types["answer"];
  const reading = row.answer.schema.safeParse(answer.body);
  if (!reading.success) throw new Error(`${row.id}: ${reading.error.message}`);
  return answer.body as Types["answer"];
}

/** Calls an endpoint that has to refuse, and answers the refusal. */
export async function refuseRow<Types extends EndpointTypes>(
  { call }: Pick<TestPages, "call">,
  row: EndpointRow<Types>,
  { params = {}, query = {}, body }: RowCall<EndpointTypes> = {},
): Promise<ApiErrorBody["error"]> {
  const answer = await call(row.method, pathOf(row.path, params, query), body);
  const { error } = answer.body as ApiErrorBody;
  expect([error.code, answer.status]).toEqual([error.code, HTTP_STATUS[error.code]]);
  expect(error.message).toMatch(/^Cannot /);
  return error;
}

function pathOf(
  path: string,
  params: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string | number>>,
): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ""),
  );
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, `${value}`]),
  );
  return search.size === 0 ? filled : `${filled}?${search}`;
}
