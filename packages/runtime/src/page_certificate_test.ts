import { X509Certificate } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { connect, createServer, type TLSSocket } from "node:tls";
import { describe, expect, it } from "@jest/globals";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { openPageCertificate, type PageCertificateOptions } from "./page_certificate.ts";

const DAY_MS = 24 * 60 * 60_000;
const NAMES = ["unit7", "unit7.example.com", "localhost", "127.0.0.1", "::1", "2001:db8::7:0:1"];

function optionsIn(home: string, nowMs: () => number): PageCertificateOptions {
  const clock = { nowMs };
  return { home, clock, names: NAMES, certificatePath: undefined, privateKeyPath: undefined };
}

describe("openPageCertificate()", () => {
  it("openPageCertificate() makes one that a client can verify, and keeps it to itself", async () => {
    const home = temporaryHome();
    const { certificate, privateKey } = await openPageCertificate(
      optionsIn(home, () => Date.now()),
    );
    const facts = new X509Certificate(certificate);
    expect([facts.subject, facts.issuer, facts.ca]).toEqual(["CN=unit7", "CN=unit7", false]);
    expect(facts.verify(facts.publicKey)).toBe(true);
    expect(facts.subjectAltName).toBe(
      "DNS:unit7, DNS:unit7.example.com, DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1, IP Address:2001:DB8:0:0:0:7:0:1",
    );
    expect((await stat(join(home, "page.pem"))).mode & 0o777).toBe(0o600);
    const server = createServer({ cert: certificate, key: privateKey }, (socket) => socket.end());
    await new Promise<void>((done) => {
      server.listen(0, "127.0.0.1", done);
    });
    const { port } = server.address() as { port: number };
    const authorized = await new Promise<boolean>((done, fail) => {
      const socket: TLSSocket = connect(
        { host: "127.0.0.1", port, ca: certificate, servername: "unit7" },
        () => done(socket.authorized),
      );
      socket.on("error", fail);
    });
    expect(authorized).toBe(true);
    server.close();
  });

  it("openPageCertificate() keeps it until it ends soon, or lacks a name", async () => {
    const home = temporaryHome();
    let nowMs = Date.UTC(2026, 11, 1);
    const options = optionsIn(home, () => nowMs);
    const first = await openPageCertificate(options);
    nowMs += 330 * DAY_MS;
    expect(await openPageCertificate(options)).toEqual(first);
    expect(await openPageCertificate({ ...options, names: ["unit7"] })).toEqual(first);
    nowMs += 10 * DAY_MS;
    const second = await openPageCertificate(options);
    expect(second).not.toEqual(first);
    const third = await openPageCertificate({ ...options, names: [...NAMES, "boiler"] });
    expect(new X509Certificate(third.certificate).checkHost("boiler")).toBe("boiler");
    await writeFile(join(home, "page.pem"), "damaged");
    expect((await openPageCertificate(options)).certificate).toMatch(/^-----BEGIN CERTIFICATE/);
  });

  it("openPageCertificate() by two at once makes one", async () => {
    const options = optionsIn(temporaryHome(), () => Date.UTC(2026, 11, 1));
    const [one, other] = await Promise.all([
      openPageCertificate(options),
      openPageCertificate(options),
    ]);
    expect(one).toEqual(other);
  });

  it("openPageCertificate() takes files of one's own, and says what is wrong with them", async () => {
    const [home, elsewhere] = [temporaryHome(), temporaryHome()];
    const now = (): number => Date.now();
    const made = await openPageCertificate(optionsIn(elsewhere, now));
    const other = await openPageCertificate(optionsIn(home, now));
    const certificatePath = join(home, "own.crt");
    const privateKeyPath = join(home, "own.key");
    const own = { ...optionsIn(home, now), certificatePath, privateKeyPath };
    await writeFile(certificatePath, made.certificate);
    await expect(openPageCertificate(own)).rejects.toMatchObject({ code: "input-unreadable" });
    await writeFile(privateKeyPath, other.privateKey);
    await expect(openPageCertificate(own)).rejects.toThrow(/it does not go with the key/);
    await writeFile(privateKeyPath, made.privateKey);
    expect(await openPageCertificate(own)).toEqual(made);
    await expect(openPageCertificate({ ...own, privateKeyPath: undefined })).rejects.toThrow(
      "Cannot use a certificate without its key: WebServer/PrivateKey is not set, WebServer/Certificate and WebServer/PrivateKey are needed both",
    );
    expect(await readFile(certificatePath, "utf8")).toBe(made.certificate);
  });
});
