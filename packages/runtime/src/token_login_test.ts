import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { MockSmtp, MockSmtpOptions } from "@fieldpost/mock-smtp";
import { describe, expect, it } from "@jest/globals";
import { MESSAGE, openUnit, shortOf, type TestUnit, USER } from "./_testing/delivery.ts";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { openQueue, run, witness } from "./_testing/test_queue.ts";

const FRESH = "ya29.fresh-vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg";
const STALE = "ya29.stale-vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg";

async function tokenServer(options: MockSmtpOptions = {}): Promise<MockSmtp> {
  const listeners = [{ tls: "implicit" as const }];
  return await witness({ listeners, users: { [USER]: FRESH }, authRequired: true, ...options });
}

async function unitFor(
  server: MockSmtp,
  token: string,
): Promise<TestUnit & { readonly tokenFile: string }> {
  const tokenFile = join(temporaryHome(), "token");
  await writeFile(tokenFile, token);
  const settings = {
    ...{ "Email/Port": server.port(), "Email/SMTPS": "enabled" },
    ...{ "Email/Username": USER, "Email/TokenFile": tokenFile },
  };
  return { ...(await openUnit({ settings, ca: server.ca })), tokenFile };
}

describe("Fieldpost.deliver() with an access token", () => {
  it.each(["OAUTHBEARER", "XOAUTH2"] as const)("logs in with %s", async (mechanism) => {
    const server = await tokenServer({ authMechanisms: ["PLAIN", mechanism] });
    const { unit } = await unitFor(server, `${FRESH}\n`);
    const result = await unit.sendNow(MESSAGE);
    expect(shortOf(result)).toEqual(["delivered DELIVERED"]);
    expect(server.messages[0]?.auth).toEqual({ mechanism, identity: USER });
    expect(JSON.stringify(result)).not.toContain(FRESH);
  });

  it.each(["OAUTHBEARER", "XOAUTH2"] as const)(
    "hears a refusal of %s to its end and holds",
    async (mechanism) => {
      const server = await tokenServer({ authMechanisms: [mechanism] });
      const { home, unit } = await unitFor(server, STALE);
      const result = await unit.sendNow(MESSAGE);
      expect(shortOf(result)).toEqual(["hold AUTH_REFUSED"]);
      expect(result).toMatchObject({
        recipients: [{ lastWords: expect.stringMatching(/^535 5\.7\.8 /) }],
      });
      expect(server.messages).toEqual([]);
      const told = JSON.stringify(result) + (await readFile(join(home, "system.log"), "utf8"));
      expect(told).not.toContain(STALE.slice(0, 20));
    },
  );

  it("gives the token to no mechanism for passwords", async () => {
    const server = await tokenServer({ authMechanisms: ["PLAIN", "LOGIN", "SCRAM-SHA-256"] });
    const { unit } = await unitFor(server, FRESH);
    expect(shortOf(await unit.sendNow(MESSAGE))).toEqual(["hold NO_COMMON_MECHANISM"]);
    expect(server.messages).toEqual([]);
  });

  it.each([
    ["", /holds no access token/],
    ["two words", /holds no access token/],
    ["{\n}", /holds no access token/],
    ["x".repeat(20_000), /20000 octets, at most 16384 are accepted/],
  ])("holds and says why where the file holds no token: %j", async (text, words) => {
    const server = await tokenServer();
    const { unit } = await unitFor(server, text);
    const result = await unit.sendNow(MESSAGE);
    expect(shortOf(result)).toEqual(["hold SECRET_MISSING"]);
    expect(result).toMatchObject({ recipients: [{ lastWords: expect.stringMatching(words) }] });
  });
});

describe("MailQueue with an access token", () => {
  it("goes on by itself once another program has written a fresh token", async () => {
    const server = await tokenServer({ authMechanisms: ["XOAUTH2"] });
    const { tokenFile } = await unitFor(server, STALE);
    const settings = {
      ...{ "Email/SMTPS": "enabled", "Email/Username": USER },
      ...{ "Email/TokenFile": tokenFile },
    };
    const opened = await openQueue(server.port(), { settings, ca: server.ca });
    await opened.queue.accept(await opened.unit.compose(MESSAGE));
    await run(opened);
    expect(await run(opened)).toMatchObject({ attempted: 0, waiting: 1 });
    expect(server.sessions).toHaveLength(1);
    await rm(tokenFile);
    expect(await run(opened)).toMatchObject({ waiting: 1, path: { code: "SECRET_MISSING" } });
    expect((await opened.queue.pathState())?.code).toBe("SECRET_MISSING");
    await writeFile(tokenFile, FRESH);
    expect(await run(opened)).toMatchObject({ attempted: 1, delivered: 1, waiting: 0 });
  });
});
