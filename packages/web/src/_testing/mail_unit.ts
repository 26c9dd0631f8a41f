import { INTERACTIVE_TIMEOUTS } from "@fieldpost/core";
import { type MockSmtp, type MockSmtpOptions, startMockSmtp } from "@fieldpost/mock-smtp";
import { type Fieldpost, openFieldpost } from "@fieldpost/runtime";
import { afterEach } from "@jest/globals";

/** A server that does not greet within this time will not, on a busy machine either. */
const IMPATIENT = { ...INTERACTIVE_TIMEOUTS, greeting: 5000 };

const servers: MockSmtp[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

/** A capture server of the test's own. */
export async function witness(options: MockSmtpOptions = {}): Promise<MockSmtp> {
  const server = await startMockSmtp({ listeners: [{ tls: "none" }], ...options });
  servers.push(server);
  return server;
}

/** Opens the unit of a home as another process would, with settings that lead to a port here. */
export async function mailUnit(
  home: string,
  port: number,
  settings: Readonly<Record<string, string>> = {},
): Promise<Fieldpost> {
  const unit = await openFieldpost({ home, environment: {}, timeouts: IMPATIENT });
  const written = await unit.registry.assign(
    Object.entries({
      "IpConfig/MailHost": "localhost",
      "IpConfig/EmailAddress": "unit7@example.com",
      "IpConfig/HostName": "unit7.example.com",
      "Email/Port": `${port}`,
      ...settings,
    }),
  );
  if (written.kind === "refused") throw new Error(JSON.stringify(written.problems));
  return unit;
}
