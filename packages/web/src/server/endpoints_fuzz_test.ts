import { describe, expect, it } from "@jest/globals";
import { mailUnit } from "../_testing/mail_unit.ts";
import { startTestPages, type TestPages } from "../_testing/test_pages.ts";
import type { ApiErrorBody } from "../api/api_error.ts";
import type { EndpointRow } from "./endpoint.ts";
import { HTTP_STATUS } from "./http_status.ts";
import { listEndpoints } from "./list_endpoints.ts";

const ROWS = (await listEndpoints()).filter(({ answer }) => answer.kind !== "events");

/** Bodies that no endpoint may take for good; octets are sent as they are. */
const BODIES: Readonly<Record<string, string | Uint8Array<ArrayBuffer>>> = {
  nothing: "",
  "half a text": '{"a": ',
  "a text": '"x"',
  "a number": "1e999",
  "no object": "null",
  "a list": "[[[]]]",
  "an unknown field": '{"isAdministrator": true, "__proto__": {"role": "administrator"}}',
  "deep nesting": `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
  "deep objects": `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`,
  "what is not UTF-8": new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  "a byte order mark": new Uint8Array([0xef, 0xbb, 0xbf, 0x7b]),
  "control characters": '{"\\u0000": "\\u0007\\u001b[2J"}',
};

/** Values of paths and queries that nobody may take for good. */
const ODD = [
  "../../etc/passwd",
  "..%2f..%2fregistry.ini",
  "%00",
  "a\u0000b",
  "\u202eevil",
  "x".repeat(5000),
  "con",
  "-1",
  "1e400",
  "[object Object]",
];

async function send(pages: TestPages, row: EndpointRow, init: RequestInit): Promise<Response> {
  const path = row.path.replace(/\{\w+\}/g, "nobody");
  return await pages.fetch(path, { method: row.method, ...init });
}

/** A refusal in the words of the contract, and no fault of the program. */
async function expectRefusal(response: Response, what: string): Promise<void> {
  const body = (await response.json()) as ApiErrorBody;
  const { code, message } = body.error;
  expect([what, code, response.status]).toEqual([what, code, HTTP_STATUS[code]]);
  expect([what, code]).not.toEqual([what, "internal"]);
  expect(message).toMatch(/^Cannot [^\n]*$/);
  expect(message).not.toMatch(/\u0000|\u001b|\/tmp\//);
}

async function expectAlive(pages: TestPages): Promise<void> {
  expect(await (await pages.fetch("/healthz")).text()).toBe("ok\n");
}

describe("listEndpoints() under bad input", () => {
  it("every endpoint with a body refuses what is no request, in the words of the contract", async () => {
    const pages = await startTestPages();
    await mailUnit(pages.home, 1);
    for (const row of ROWS.filter(({ body }) => body !== undefined)) {
      for (const [what, body] of Object.entries(BODIES)) {
        const headers = { "content-type": "application/json" };
        await expectRefusal(await send(pages, row, { body, headers }), `${row.id}: ${what}`);
      }
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json5"]) {
        const init = { body: "{}", headers: { "content-type": type } };
        await expectRefusal(await send(pages, row, init), `${row.id}: ${type}`);
      }
    }
    await expectAlive(pages);
    expect((await pages.unit.registry.history()).length).toBe(1);
  });

  it("every endpoint refuses a body of 10 MB, or takes it where it may be so long", async () => {
    const pages = await startTestPages();
    const body = JSON.stringify({ document: "x".repeat(10_000_000) });
    const headers = { "content-type": "application/json" };
    for (const row of ROWS.filter((each) => each.body !== undefined)) {
      const response = await send(pages, row, { body, headers });
      await expectRefusal(response, `${row.id}: 10 MB`);
    }
    await expectAlive(pages);
  });

  it("every endpoint refuses odd paths and queries, or knows nothing of them", async () => {
    const pages = await startTestPages();
    for (const row of ROWS) {
      for (const odd of ODD) {
        const named = row.path.includes("{")
          ? row.path.replace(/\{\w+\}/g, encodeURIComponent(odd))
          : `${row.path}?limit=${encodeURIComponent(odd)}`;
        const isSent = row.body !== undefined;
        const response = await pages.fetch(named, {
          method: row.method,
          ...(isSent ? { body: "{}", headers: { "content-type": "application/json" } } : {}),
        });
        if (response.status < 300) throw new Error(`${row.id} takes ${JSON.stringify(odd)}`);
        await expectRefusal(response, `${row.id}: ${odd.slice(0, 30)}`);
      }
    }
    await expectAlive(pages);
  });
});
