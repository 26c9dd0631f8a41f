import { describe, expect, it } from "@jest/globals";
import { Validator } from "@seriousme/openapi-schema-validator";
import { startTestPages } from "../_testing/test_pages.ts";
import { buildApp } from "./build_app.ts";
import type { BoundEndpoint } from "./endpoint.ts";
import { listEndpoints } from "./list_endpoints.ts";

type Specification = Parameters<Validator["validate"]>[0];

interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

async function readApi(): Promise<Readonly<Record<string, Readonly<Record<string, Operation>>>>> {
  const { as } = await startTestPages();
  const { body } = await as({}).call("GET", "/api/v1/openapi.json");
  return (body as { paths: Record<string, Record<string, Operation>> }).paths;
}

describe("describeApi()", () => {
  it("describeApi() is a document that a validator of OpenAPI 3.1 accepts", async () => {
    const { as } = await startTestPages();
    const { body } = await as({}).call("GET", "/api/v1/openapi.json");
    const validator = new Validator();
    expect(await validator.validate(body as Specification)).toEqual({ valid: true });
    expect(validator.version).toBe("3.1");
    const broken = {
      ...(body as Specification & object),
      paths: { "/x": { get: { responses: "none" } } },
    };
    expect(await new Validator().validate(broken)).toMatchObject({ valid: false });
  });

  it("describeApi() has every endpoint and no other", async () => {
    const paths = await readApi();
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { operationId }]) => [method, path, operationId]),
    );
    const rows = (await listEndpoints()).map(({ method, path, id }) => [
      method.toLowerCase(),
      path,
      id,
    ]);
    expect([...described].sort()).toEqual([...rows].sort());
    expect(new Set(rows.map(([, , id]) => id)).size).toBe(rows.length);
  });

  it("describeApi() says of a login what goes in and what it may be refused for", async () => {
    const operation = (await readApi())["/api/v1/session"]?.["post"];
    expect(operation?.security).toEqual([]);
    expect(operation?.requestBody).toEqual({
      required: true,
      content: {
        "application/json": {
          schema: {
            type: "object",
            properties: {
              username: { type: "string", maxLength: 1024 },
              password: { type: "string", maxLength: 1024 },
            },
            required: ["username", "password"],
            additionalProperties: false,
          },
        },
      },
    });
    expect(operation?.responses["429"]?.description).toBe("too-many-attempts");
    expect(operation?.responses["401"]?.description).toBe("wrong-login");
  });

  it("describeApi() knows every route of the application", async () => {
    const endpoints = (await listEndpoints()).map(
      (row): BoundEndpoint => ({ row, handle: async () => 0 }),
    );
    const admission = { admit: async () => Promise.reject(), admitToFile: async () => undefined };
    const app = buildApp({ endpoints, admission, files: new Map(), onError: () => undefined });
    const routes = app.routes.filter(({ method }) => method !== "ALL");
    const known = (await listEndpoints()).map(({ method, path }) => [
      method,
      path.replace(/\{(\w+)\}/g, ":$1"),
    ]);
    expect(routes.map(({ method, path }) => [method, path])).toEqual([...known, ["GET", "/*"]]);
  });
});
