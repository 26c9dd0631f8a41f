import { z } from "zod";
import { describeApi, type JsonObject } from "../describe_api.ts";
import { type BoundEndpoint, bindEndpoint, type EndpointRow } from "../endpoint.ts";

/** The description of all endpoints, its own included. */
const READ_API: EndpointRow<{ answer: JsonObject }> = {
  id: "readApi",
  method: "GET",
  path: "/api/v1/openapi.json",
  access: "public",
  summary: "Describes this interface as OpenAPI 3.1.",
  group: "Interface",
  answer: { kind: "json", schema: z.record(z.string(), z.unknown()) },
};

/** The endpoint that describes the others. */
export function apiEndpoints(
  rows: readonly EndpointRow[],
  version: string,
): readonly BoundEndpoint[] {
  let described: JsonObject | undefined;
  return [
    bindEndpoint(READ_API, async () => {
      described ??= describeApi([...rows, READ_API], version);
      return described;
    }),
  ];
}
