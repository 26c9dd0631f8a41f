import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type MockSmtp, startMockSmtp } from "./start_mock_smtp.ts";

const MESSAGE = "From: a@x.test\nTo: b@x.test\nSubject: real\n\n.dot\nlast\n";
const TIME_LIMIT_MS = 20_000;

let server: MockSmtp;
let directory = "";

beforeAll(async () => {
  server = await startMockSmtp({
    listeners: [{ tls: "none" }, { tls: "starttls" }, { tls: "implicit" }],
    users: { ann: "s3cret" },
  });
  directory = await mkdtemp(join(tmpdir(), "mock-smtp-clients-"));
  await writeFile(join(directory, "ca.pem"), server.ca);
  await writeFile(join(directory, "message.eml"), MESSAGE);
});

afterAll(async () => {
  await server.close();
  await rm(directory, { recursive: true });
});

/** A test with a program that not every machine has. */
function withProgram(program: string): typeof it | typeof it.skip {
  const { error } = spawnSync(program, ["--version"], { stdio: "ignore" });
  return error === undefined ? it : it.skip;
}

/** Runs a program to its end and returns its status and what it said. */
async function run(program: string, args: readonly string[], input = ""): Promise<string> {
  const child = spawn(program, args, { stdio: "pipe", timeout: TIME_LIMIT_MS });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += String(chunk);
  });
  child.stderr.on("data", (chunk) => {
    output += String(chunk);
  });
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  const status = await new Promise((resolve) => child.once("close", resolve));
  return `${status} ${output}`;
}

const file = (name: string): string => join(directory, name);

describe("startMockSmtp()", () => {
  const withCurl = withProgram("curl");
  withCurl.each([
    ["none", "smtp", []],
    ["starttls", "smtp", ["--ssl-reqd"]],
    ["implicit", "smtps", []],
  ] as const)("serves curl over %s", async (name, scheme, options) => {
    const said = await run("curl", [
      ...["-sS", `${scheme}://localhost:${server.port(name)}/client.test`, ...options],
      ...["--cacert", file("ca.pem"), "--user", "ann:s3cret", "--crlf"],
      ...["--mail-from", "a@x.test", "--mail-rcpt", "b@x.test", "-T", file("message.eml")],
    ]);
    expect(said).toMatch(/^0 /);
    const message = await server.next({ subject: "real" });
    expect(message.raw.toString()).toBe(MESSAGE.replaceAll("\n", "\r\n"));
    expect([message.auth?.identity, message.tls === null]).toEqual(["ann", name === "none"]);
    expect(message.session.hello?.name).toBe("client.test");
  });

  const withPython = withProgram("python3");
  withPython.each(["none", "starttls", "implicit"] as const)(
    "serves Python's smtplib over %s",
    async (name) => {
      const script = `
import smtplib, ssl, sys
context = ssl.create_default_context(cafile=sys.argv[2])
port = int(sys.argv[1])
if sys.argv[3] == "implicit":
    client = smtplib.SMTP_SSL("localhost", port, context=context)
else:
    client = smtplib.SMTP("localhost", port)
    if sys.argv[3] == "starttls":
        client.starttls(context=context)
client.login("ann", "s3cret")
refused = client.sendmail("a@x.test", ["b@x.test", "c@x.test"], "Subject: python\\n\\n.dot\\n", mail_options=["BODY=8BITMIME"])
client.quit()
print(refused)
`;
      const port = String(server.port(name));
      const said = await run("python3", ["-", port, file("ca.pem"), name], script);
      expect(said).toBe("0 {}\n");
      const message = await server.next({ subject: "python", to: "c@x.test" });
      expect(message.raw.toString()).toBe("Subject: python\r\n\r\n.dot\r\n");
      expect(message.envelope.fromParameters["BODY"]).toBe("8BITMIME");
      expect(message.session.end ?? "quit").toBe("quit");
    },
  );

  const withOpenssl = withProgram("openssl");
  withOpenssl("serves openssl s_client over STARTTLS", async () => {
    const lines = ["EHLO x", "MAIL FROM:<a@x.test>", "RCPT TO:<b@x.test>", "DATA"];
    const input = [...lines, "Subject: openssl", "", "text", ".", "QUIT", ""].join("\n");
    const said = await run(
      "openssl",
      [
        ...["s_client", "-starttls", "smtp", "-crlf", "-quiet", "-ign_eof"],
        ...["-connect", `localhost:${server.port("starttls")}`, "-CAfile", file("ca.pem")],
        ...["-verify_return_error", "-verify_hostname", "localhost"],
      ],
      input,
    );
    expect(said).toContain("221 2.0.0 Bye");
    const message = await server.next({ subject: "openssl" });
    expect(message.tls?.protocol).toMatch(/^TLSv1\.[23]$/);
    expect(message.warnings.map((it) => it.code)).toContain("data-before-354");
  });

  const withSwaks = withProgram("swaks");
  withSwaks("serves swaks", async () => {
    const said = await run("swaks", [
      ...["--server", `localhost:${server.port("none")}`, "--auth", "PLAIN", "--pipeline"],
      ...["--auth-user", "ann", "--auth-password", "s3cret"],
      ...["--from", "a@x.test", "--to", "b@x.test", "--header", "Subject: swaks"],
    ]);
    expect(said).toMatch(/^0 /);
    expect((await server.next({ subject: "swaks" })).auth?.mechanism).toBe("PLAIN");
  });

  const withMsmtp = withProgram("msmtp");
  withMsmtp("serves msmtp", async () => {
    const said = await run(
      "msmtp",
      [
        ...["--host=localhost", `--port=${server.port("implicit")}`, "--tls=on"],
        ...["--tls-starttls=off", `--tls-trust-file=${file("ca.pem")}`, "--auth=on", "--user=ann"],
        ...["--passwordeval=echo s3cret", "--from=a@x.test", "b@x.test"],
      ],
      "Subject: msmtp\n\ntext\n",
    );
    expect(said).toMatch(/^0 /);
    expect((await server.next({ subject: "msmtp" })).auth?.identity).toBe("ann");
  });

  const withSmtpSource = withProgram("smtp-source");
  withSmtpSource("serves Postfix's smtp-source", async () => {
    const said = await run("smtp-source", [
      ...["-c", "-m", "50", "-s", "5", "-l", "3000", "-f", "a@x.test", "-t", "source@x.test"],
      `127.0.0.1:${server.port("none")}`,
    ]);
    expect(said).toMatch(/^0 /);
    expect((await server.all({ to: "source@x.test", count: 50 })).length).toBe(50);
  });
});
