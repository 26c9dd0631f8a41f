import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { request } from "node:https";
import { connect } from "node:net";
import { join } from "node:path";
import { Secret } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { startTestPages, TEST_PASSWORD, type TestPages } from "../_testing/test_pages.ts";

/** A record that says it is a handshake, and is not. */
const HELLO = Buffer.from([0x16, 0x03, 0x01, 0x00, 0x05, 1, 2, 3, 4, 5]);

/** Asks over TLS, and verifies the certificate that the unit has made. */
async function askOverTls(
  { home, pages }: TestPages,
  path: string,
  { method = "GET", headers = {}, body = "" } = {},
): Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]>; body: string }> {
  const ca = await readFile(join(home, "page.pem"), "utf8");
  const asked = request(new URL(path, pages.url.replace("http:", "https:")), {
    ...{ ca, method, agent: false, headers: { origin: new URL(pages.url).origin, ...headers } },
  });
  asked.end(body);
  const [answer] = await once(asked, "response");
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece as Buffer);
  const text = Buffer.concat(pieces).toString();
  return { status: answer.statusCode, headers: answer.headers, body: text };
}

describe("openFrontDoor()", () => {
  it("openFrontDoor() speaks HTTPS only, and leads a typed http:// there", async () => {
    const test = await startTestPages("administrator", { isHttps: true });
    expect(test.pages.url).toBe(`https://127.0.0.1:${test.pages.httpPort}/`);
    const password = new Secret(TEST_PASSWORD);
    const made = new X509Certificate(await readFile(join(test.home, "page.pem")));
    expect(test.pages.certificateFingerprint).toBe(made.fingerprint256);
    await test.unit.users.add({ name: "ops", role: "administrator", password });
    const login = JSON.stringify({ username: "ops", password: TEST_PASSWORD });
    const answer = await askOverTls(test, "/api/v1/session", {
      ...{ method: "POST", body: login, headers: { "content-type": "application/json" } },
    });
    expect([answer.status, JSON.parse(answer.body)]).toMatchObject([200, { channel: "https" }]);
    expect(answer.headers["set-cookie"]?.[0]).toMatch(
      /^__Host-fieldpost-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    );
    const clear = `http://127.0.0.1:${test.pages.httpPort}`;
    const page = await fetch(`${clear}/?a=b`, { redirect: "manual" });
    expect([page.status, page.headers.get("location")]).toEqual([308, `${test.pages.url}?a=b`]);
    const api = await fetch(`${clear}/api/v1/session`);
    expect([api.status, await api.json()]).toMatchObject([
      403,
      { error: { code: "https-needed" } },
    ]);
  });

  it("openFrontDoor() obeys SSL/Required as it is now", async () => {
    const test = await startTestPages();
    expect((await test.call("GET", "/api/v1/session")).status).toBe(200);
    await test.unit.registry.assign([["SSL/Required", "enabled"]]);
    expect((await test.call("GET", "/api/v1/session")).body).toMatchObject({
      error: { code: "https-needed" },
    });
    // The certificate is made when the first one asks for it.
    const asked = connect(test.pages.httpPort, "127.0.0.1", () => asked.write(HELLO));
    asked.on("error", () => undefined).resume();
    await once(asked, "close");
    const origin = `https://127.0.0.1:${test.pages.httpPort}`;
    const answer = await askOverTls(test, "/api/v1/session", { headers: { origin } });
    expect(answer.status).toBe(200);
  });

  it.each([
    ["nothing", Buffer.alloc(0)],
    ["half a hello", HELLO.subarray(0, 3)],
    ["a hello that is none", HELLO],
    ["noise", Buffer.from("\u0000\u0001\u0002 / HTTP/9\r\n\r\n")],
  ])("openFrontDoor() outlives %s", async (_, bytes) => {
    const test = await startTestPages("viewer");
    const socket = connect(test.pages.httpPort, "127.0.0.1", () => {
      socket.write(bytes, () => socket.destroy());
    });
    socket.on("error", () => undefined);
    await once(socket, "close");
    expect((await test.call("GET", "/api/v1/session")).status).toBe(200);
  });

  it("openFrontDoor() is not reached with a certificate that cannot be used", async () => {
    const { home, unit } = await startTestPages();
    await writeFile(join(home, "own.crt"), "no certificate");
    await unit.registry.assign([
      ["WebServer/Certificate", join(home, "own.crt")],
      ["WebServer/PrivateKey", join(home, "own.key")],
    ]);
    await expect(startTestPages("viewer", { home, isHttps: true })).rejects.toMatchObject({
      code: "certificate",
      message: `Cannot serve the pages over HTTPS: Cannot read ${join(home, "own.key")} of WebServer/PrivateKey: it is missing (ENOENT), a readable file is needed`,
    });
  });
});
