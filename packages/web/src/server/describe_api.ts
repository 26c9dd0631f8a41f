import { z } from "zod";
import type { ApiErrorCode } from "../api/api_error.ts";
import type { AnswerForm } from "./answer_form.ts";
import type { EndpointRow } from "./endpoint.ts";
import { API_ERROR } from "./endpoints/error_schemas.ts";
import { HTTP_STATUS } from "./http_status.ts";
import { STREAM_FORMS } from "./stream_items.ts";

/** A JSON object whose members are not known here. */
export type JsonObject = Readonly<Record<string, unknown>>;

const ERROR = { $ref: "#/components/schemas/ApiError" } as const;

/** Refusals of every endpoint. */
const ALWAYS: readonly ApiErrorCode[] = [
  "bad-request",
  "host-refused",
  "https-needed",
  "origin-refused",
  "method-not-allowed",
  "unit-failure",
  "busy",
  "internal",
];

/**
 * Describes endpoints as an OpenAPI 3.1 document, out of the schemas that their requests are checked
 * against.
 *
 * @see https://spec.openapis.org/oas/v3.1.1.html
 */
export function describeApi(rows: readonly EndpointRow[], version: string): JsonObject {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const row of rows) {
    const path = paths[row.path] ?? {};
    path[row.method.toLowerCase()] = describeOperation(row);
    paths[row.path] = path;
  }
  return {
    openapi: "3.1.1",
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    info: {
      title: "Fieldpost",
      version,
      summary: "The interface of a unit for its page and for programs.",
      description: DESCRIPTION,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: [...new Set(rows.map(({ group }) => group))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { ApiError: schemaOf(API_ERROR, "output") },
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          description: "A token that an administrator has made for a program.",
        },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "fieldpost-{port}",
          description: "The cookie of a login; over HTTPS its name begins with __Host-.",
        },
        csrf: {
          type: "apiKey",
          in: "header",
          name: "X-Fieldpost-Csrf",
          description: "What GET /api/v1/session tells, with every session's method but GET.",
        },
      },
    },
  };
}

const DESCRIPTION = [
  "Programs send a bearer token. `x-fieldpost-access` names the least role that an operation needs.",
  "Every refusal has the body `ApiError`; branch on its `code`.",
].join(" ");

function describeOperation(row: EndpointRow): JsonObject {
  const isSafe = row.method === "GET";
  const bySession = { session: [], ...(isSafe ? {} : { csrf: [] }) };
  return {
    operationId: row.id,
    tags: [row.group],
    summary: row.summary,
    "x-fieldpost-access": row.access,
    security: row.access === "public" ? [] : [{ token: [] }, bySession],
    parameters: [...describeParameters(row, "path"), ...describeParameters(row, "query")],
    ...(row.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { "application/json": { schema: schemaOf(row.body, "input") } },
          },
        }),
    responses: { ...describeAnswer(row.answer), ...describeRefusals(row) },
  };
}

function describeParameters(row: EndpointRow, where: "path" | "query"): readonly JsonObject[] {
  const schema = where === "path" ? row.params : row.query;
  if (schema === undefined) return [];
  // What has a default need not be given, and is a number all the same when its text becomes one.
  const { properties = {} } = schemaOf(schema, "output") as { readonly properties?: JsonObject };
  const { required = [] } = schemaOf(schema, "input") as { readonly required?: readonly string[] };
  return Object.entries(properties).map(([name, property]) => ({
    ...{ name, in: where, schema: property },
    required: where === "path" || required.includes(name),
  }));
}

function describeAnswer(form: AnswerForm): JsonObject {
  switch (form.kind) {
    case "nothing":
      return { 204: { description: "It is done." } };
    case "json":
      return {
        [form.status ?? 200]: {
          description: "The answer.",
          content: { "application/json": { schema: schemaOf(form.schema, "output") } },
        },
      };
    case "file":
      return {
        200: {
          description: "The file.",
          content: { [mediaTypeOf(form.mediaType)]: { schema: { type: "string" } } },
        },
      };
    default: {
      const { mediaType } = STREAM_FORMS[form.kind];
      return {
        200: {
          description: "Items as they come, each in the form of the schema.",
          content: { [mediaType]: { schema: schemaOf(form.schema, "output") } },
        },
      };
    }
  }
}

function mediaTypeOf(text: string): string {
  return text.split(";")[0] ?? text;
}

/** The refusals of one status stand together: OpenAPI knows statuses only. */
function describeRefusals(row: EndpointRow): JsonObject {
  const codes = [
    ...ALWAYS,
    ...(row.access === "public" ? [] : (["not-logged-in", "setup-needed", "forbidden"] as const)),
    ...(row.method === "GET" ? [] : (["csrf-refused"] as const)),
    ...(row.body === undefined ? [] : (["unsupported-media-type", "body-too-large"] as const)),
    ...(row.refusals ?? []),
  ];
  const statuses = [...new Set(codes.map((code) => HTTP_STATUS[code]))];
  return Object.fromEntries(
    statuses.map((status) => {
      const own = [...new Set(codes.filter((code) => HTTP_STATUS[code] === status))];
      return [
        status,
        { description: own.join(", "), content: { "application/json": { schema: ERROR } } },
      ];
    }),
  );
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): JsonObject {
  const options = { io, target: "draft-2020-12", unrepresentable: "any" } as const;
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, options);
  return rest;
}
