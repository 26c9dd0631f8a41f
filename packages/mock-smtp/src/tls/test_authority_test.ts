import { execFileSync } from "node:child_process";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { createTestAuthority } from "./test_authority.ts";

/** What `openssl verify` says about a certificate, `undefined` where there is no openssl. */
function opensslVerify(ca: string, certificate: string): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), "mock-smtp-ca-"));
  try {
    writeFileSync(join(directory, "ca.pem"), ca);
    writeFileSync(join(directory, "leaf.pem"), certificate);
    const options = ["-x509_strict", "-purpose", "sslserver", "-verify_hostname", "localhost"];
    const files = ["-CAfile", join(directory, "ca.pem"), join(directory, "leaf.pem")];
    const output = execFileSync("openssl", ["verify", ...options, ...files], { stdio: "pipe" });
    return output.toString();
  } catch (error) {
    const { code, stderr } = error as { code?: string; stderr?: Buffer };
    return code === "ENOENT" ? undefined : String(stderr);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

describe("createTestAuthority()", () => {
  it("issues a certificate for localhost under every name", () => {
    const authority = createTestAuthority();
    const issued = authority.issue();
    const root = new X509Certificate(authority.certificate);
    const leaf = new X509Certificate(issued.certificate);
    expect(root.ca).toBe(true);
    expect(root.verify(root.publicKey)).toBe(true);
    expect(leaf.ca).toBe(false);
    expect(leaf.checkIssued(root)).toBe(true);
    expect(leaf.verify(root.publicKey)).toBe(true);
    expect(leaf.checkPrivateKey(createPrivateKey(issued.privateKey))).toBe(true);
    expect(leaf.checkHost("localhost")).toBe("localhost");
    expect(leaf.checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect(leaf.checkIP("::1")).toBe("::1");
  });

  it("issues for other names, addresses of both families included", () => {
    const names = ["mail.example.test", "192.0.2.7", "2001:db8::ff:1"];
    const leaf = new X509Certificate(createTestAuthority().issue({ hostNames: names }).certificate);
    expect(leaf.subjectAltName).toBe(
      "DNS:mail.example.test, IP Address:192.0.2.7, IP Address:2001:DB8:0:0:0:0:FF:1",
    );
  });

  it.each([
    ["valid", "OK"],
    ["expired", "certificate has expired"],
    ["not-yet-valid", "certificate is not yet valid"],
    ["wrong-host", "hostname mismatch"],
    ["self-signed", "self-signed certificate"],
    ["incomplete-chain", "unable to get local issuer certificate"],
  ] as const)("makes a certificate that openssl finds %s", (scenario, verdict) => {
    const authority = createTestAuthority();
    const { certificate } = authority.issue({ scenario });
    expect(opensslVerify(authority.certificate, certificate) ?? verdict).toContain(verdict);
  });

  it("makes a weak key on demand", () => {
    const { certificate } = createTestAuthority().issue({ scenario: "weak-key" });
    const { publicKey } = new X509Certificate(certificate);
    expect(publicKey.asymmetricKeyDetails?.modulusLength).toBe(1024);
  });
});
