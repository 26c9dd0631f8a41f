import { once } from "node:events";
import { type ConnectionOptions, connect } from "node:tls";
import { describe, expect, it } from "@jest/globals";
import { type MockSmtp, startMockSmtp } from "../server/start_mock_smtp.ts";
import type { TlsOptions } from "./tls_setup.ts";

async function withTls(
  options: TlsOptions,
  run: (server: MockSmtp) => Promise<void>,
): Promise<void> {
  const server = await startMockSmtp({ listeners: [{ tls: "implicit" }], ...options });
  try {
    await run(server);
  } finally {
    await server.close();
  }
}

/** What a client thinks of the server: its greeting, or the code of its objection. */
async function greet(server: MockSmtp, options: ConnectionOptions = {}): Promise<string> {
  const socket = connect({
    port: server.port(),
    host: "127.0.0.1",
    servername: "localhost",
    ca: server.ca,
    ...options,
  });
  try {
    const [banner] = await once(socket, "data");
    return String(banner).slice(0, 3);
  } catch (error) {
    return String((error as { code?: string }).code);
  } finally {
    socket.destroy();
  }
}

describe("createTlsSetup()", () => {
  it.each<[TlsOptions["certificate"] & string, string]>([
    ["valid", "220"],
    ["expired", "CERT_HAS_EXPIRED"],
    ["not-yet-valid", "CERT_NOT_YET_VALID"],
    ["wrong-host", "ERR_TLS_CERT_ALTNAME_INVALID"],
    ["self-signed", "DEPTH_ZERO_SELF_SIGNED_CERT"],
    ["incomplete-chain", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
  ])("makes a %s certificate that a client answers with %s", async (certificate, verdict) => {
    await withTls({ certificate }, async (server) => {
      expect(await greet(server)).toBe(verdict);
      expect(await greet(server, { rejectUnauthorized: false })).toBe("220");
    });
  });

  it("makes a weak key that only a careless client accepts", async () => {
    await withTls({ certificate: "weak-key" }, async (server) => {
      expect(await greet(server, { ciphers: "DEFAULT@SECLEVEL=2" })).toMatch(
        /TOO_SMALL|UNSPECIFIED/,
      );
      expect(await greet(server, { ciphers: "DEFAULT@SECLEVEL=0" })).toBe("220");
    });
  });

  it("chooses a certificate by the name that the client asks for", async () => {
    const certificatesByName = { "old.test": "expired", "new.test": "valid" } as const;
    await withTls({ certificatesByName }, async (server) => {
      expect(await greet(server, { servername: "OLD.test" })).toBe("CERT_HAS_EXPIRED");
      expect(await greet(server, { servername: "new.test" })).toBe("220");
      expect(await greet(server, { servername: "else.test" })).toBe("ERR_TLS_CERT_ALTNAME_INVALID");
      expect(server.sessions[1]?.tls?.servername).toBe("new.test");
    });
  });

  it("records that a client turned away from the certificate", async () => {
    await withTls({ certificate: "expired" }, async (server) => {
      expect(await greet(server)).toBe("CERT_HAS_EXPIRED");
      while (server.sessions[0]?.end === null) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect(server.sessions[0]?.failures).toMatchObject([
        { stage: "handshake", reason: expect.stringContaining("certificate") },
      ]);
    });
  });

  it("keeps to its versions and records the alert", async () => {
    await withTls({ minTlsVersion: "TLSv1.3" }, async (server) => {
      expect(await greet(server, { maxVersion: "TLSv1.2" })).toBe(
        "ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION",
      );
      expect(server.sessions[0]?.failures[0]).toMatchObject({
        stage: "handshake",
        reason: expect.stringContaining("ERR_SSL_UNSUPPORTED_PROTOCOL"),
      });
    });
    await withTls({ maxTlsVersion: "TLSv1.2" }, async (server) => {
      expect(await greet(server)).toBe("220");
      expect(server.sessions[0]?.tls?.protocol).toBe("TLSv1.2");
    });
    await withTls({ maxTlsVersion: "TLSv1.1" }, async (server) => {
      expect(await greet(server)).toMatch(/^ERR_SSL_/);
      const old = { minVersion: "TLSv1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
      expect(await greet(server, old)).toBe("220");
      expect(server.sessions[1]?.tls?.protocol).toBe("TLSv1.1");
    });
  });

  it("notes the client's certificate", async () => {
    await withTls({ askClientCertificate: true }, async (server) => {
      const issued = server.authority.issue({ hostNames: ["client.test"] });
      await greet(server, { cert: issued.certificate, key: issued.privateKey });
      await greet(server);
      expect(server.sessions.map((it) => it.tls?.clientCertificate)).toEqual(["client.test", null]);
    });
  });

  it("takes a certificate that the caller has", async () => {
    await withTls({}, async (server) => {
      const certificate = server.authority.issue({ hostNames: ["mine.test"] });
      await withTls({ certificate }, async (other) => {
        const client = { ca: server.ca, servername: "mine.test" };
        expect(await greet(other, client)).toBe("220");
      });
    });
  });
});
