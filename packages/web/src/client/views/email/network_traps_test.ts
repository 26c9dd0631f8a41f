import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { MockSmtpOptions } from "@fieldpost/mock-smtp";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mailUnit, witness } from "../../../_testing/mail_unit.ts";
import { signedInTab } from "../../../_testing/signed_in_tab.ts";
import { startTestBrowser, type TestBrowser } from "../../../_testing/test_browser.ts";
import { startTestPages } from "../../../_testing/test_pages.ts";

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startTestBrowser();
});

afterAll(() => browser.close());

const LOGIN = { "Email/Username": "unit7@example.com" };

/** Traps that only the server's answers show, each with the sentence that a person reads. */
const TRAPS: readonly (readonly [
  name: string,
  server: MockSmtpOptions,
  settings: Readonly<Record<string, string>>,
  sentence: RegExp,
])[] = [
  [
    "a login, and no encryption is offered",
    { listeners: [{ tls: "none" }], users: { "unit7@example.com": "s3cret" } },
    { ...LOGIN, "Email/StartTLS": "required" },
    /The server offers no encryption, so your password was not sent\./,
  ],
  [
    "a login, and none is ever offered",
    {
      listeners: [{ tls: "starttls" }],
      faults: [{ when: { stage: "ehlo" }, act: { hide: ["AUTH"] } }],
    },
    { ...LOGIN, "Email/StartTLS": "required" },
    /is this the submission server\?/,
  ],
  [
    "a login that is hidden until the connection is encrypted",
    {
      listeners: [{ tls: "starttls" }],
      faults: [{ when: { stage: "ehlo" }, act: { hide: ["AUTH"] } }],
    },
    { ...LOGIN, "Email/StartTLS": "disabled" },
    /hides? (?:the )?login until the connection is encrypted/,
  ],
  [
    "the greeting is not understood",
    {
      listeners: [{ tls: "none" }],
      faults: [{ when: { stage: "ehlo" }, act: { reply: "502 5.5.1 Not implemented" } }],
    },
    { ...LOGIN },
    /too old/i,
  ],
  [
    "encryption is optional, and the server's is broken",
    { listeners: [{ tls: "starttls", certificate: "expired" }] },
    { "Email/StartTLS": "enabled" },
    /certificate/i,
  ],
  [
    "Gmail with the account's own password",
    {
      listeners: [{ tls: "starttls" }],
      users: { "unit7@example.com": "other" },
      faults: [
        {
          when: { stage: "auth" },
          act: { reply: "535 5.7.8 Username and Password not accepted. - gsmtp" },
        },
      ],
    },
    { ...LOGIN, "Email/StartTLS": "required" },
    /16-character app password \(2-Step Verification must be on\)/,
  ],
  [
    "Microsoft 365 after passwords ended",
    {
      listeners: [{ tls: "starttls" }],
      users: { "unit7@example.com": "other" },
      faults: [
        {
          when: { stage: "auth" },
          act: {
            reply:
              "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.",
          },
        },
      ],
    },
    { ...LOGIN, "Email/StartTLS": "required" },
    /tenant/i,
  ],
  [
    "Outlook.com with a password",
    {
      listeners: [{ tls: "starttls" }],
      users: { "unit7@example.com": "other" },
      faults: [
        {
          when: { stage: "auth" },
          act: {
            reply: "535 5.7.139 Authentication unsuccessful, basic authentication is disabled.",
          },
        },
      ],
    },
    { ...LOGIN, "Email/StartTLS": "required" },
    /OAuth/,
  ],
  [
    "a sender that is not the account",
    {
      listeners: [{ tls: "starttls" }],
      users: { "unit7@example.com": "s3cret" },
      faults: [
        {
          when: { stage: "mail" },
          act: {
            reply: "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
          },
        },
      ],
    },
    { ...LOGIN, "Email/StartTLS": "required" },
    /IpConfig\/EmailAddress|sender|From/,
  ],
];

describe("TestPart()", () => {
  it.each(TRAPS)("TestPart() explains: %s", async (_, options, settings, sentence) => {
    const bench = await startTestPages();
    const server = await witness(options);
    const caFile = join(bench.home, "ca.pem");
    await writeFile(caFile, server.ca);
    await mailUnit(bench.home, server.port(), { ...settings, "Email/CaFile": caFile });
    const { page, close } = await signedInTab(browser, bench, { page: "email" });
    if ("Email/Username" in settings) {
      await page.locator("#field-Email-Password").fill("s3cret");
      await page.getByLabel("The same password again").fill("s3cret");
    }
    await page.getByLabel("Send it to").fill("ops@example.net");
    await page.locator("#test button[type=submit]").click();
    const result = page.locator("#test .banner").last();
    await result.waitFor();
    const words = await page.locator("#test [role=status]").last().innerText();
    expect(words).toMatch(sentence);
    expect(await page.locator("#test").innerText()).not.toContain("s3cret");
    await close();
  });
});
