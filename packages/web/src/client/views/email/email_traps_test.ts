import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { planOnPage } from "../../../_testing/plan_on_page.ts";
import { signedInTab } from "../../../_testing/signed_in_tab.ts";
import { startTestBrowser, type TestBrowser } from "../../../_testing/test_browser.ts";
import { startTestPages } from "../../../_testing/test_pages.ts";

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startTestBrowser();
});

afterAll(() => browser.close());

/** What is typed into which field; for a list, what is chosen. */
interface Typed {
  readonly host?: string;
  readonly user?: string;
  readonly port?: string;
  readonly smtps?: string;
  readonly startTls?: string;
  readonly profile?: string;
  readonly helo?: string;
}

const TRAPS: readonly (readonly [name: string, typed: Typed, rule: string, sentence: string])[] = [
  [
    "port 465 with SMTPS off",
    { port: "465", smtps: "disabled" },
    "A6",
    "Port 465 expects encryption from the first byte, and SMTPS is off.",
  ],
  [
    "port 587 with SMTPS on",
    { port: "587", smtps: "enabled" },
    "A5",
    "SMTPS is on, but port 587 normally starts in plain text and then upgrades.",
  ],
  [
    "port 25 with SMTPS on",
    { port: "25", smtps: "enabled" },
    "A5r",
    "port 25 normally starts in plain text, and it is for mail between servers.",
  ],
  [
    "SMTPS on with old firmware",
    { port: "465", smtps: "enabled", profile: "janos-1.6.2" },
    "A2",
    "Firmware janos-1.6.2 cannot do SMTPS, which came with 1.6.3.",
  ],
  [
    "SMTPS and STARTTLS on",
    { port: "465", smtps: "enabled", startTls: "enabled" },
    "A4n",
    "STARTTLS is ignored because the connection is already encrypted.",
  ],
  [
    "a login with STARTTLS off",
    { port: "587", user: "unit7", startTls: "disabled" },
    "A11",
    "The password would travel in clear, because STARTTLS and SMTPS are off.",
  ],
  [
    "a login when encryption is only offered",
    { port: "587", user: "unit7", startTls: "enabled" },
    "A9",
    "Email/StartTLS = enabled counts as required here, because there is a login",
  ],
  [
    "a host that is an address",
    { port: "465", host: "192.0.2.7" },
    "A16",
    "Certificates are issued to names, and 192.0.2.7 is an address",
  ],
  ["a greeting that no server takes", { helo: "unit_7" }, "A1", "Cannot use Email/HeloName"],
  [
    "no STARTTLS wanted, no login",
    { port: "25", startTls: "disabled" },
    "A12",
    "The connection stays in clear, because of Email/StartTLS = disabled.",
  ],
];

async function type(page: Page, typed: Typed): Promise<void> {
  const { host = "mail.example.com", user, port, smtps, startTls, profile, helo } = typed;
  await page.locator("#field-IpConfig-MailHost").fill(host);
  await page.locator("#field-IpConfig-EmailAddress").fill("unit7@example.com");
  if (user !== undefined) {
    await page.locator("#field-Email-Username").fill(user);
    await page.locator("#field-Email-Password").fill("not the real one");
  }
  if (port !== undefined) await page.locator("#field-Email-Port").fill(port);
  if (smtps !== undefined) await page.locator("#field-Email-SMTPS").selectOption(smtps);
  if (startTls !== undefined) await page.locator("#field-Email-StartTLS").selectOption(startTls);
  if (profile !== undefined) await page.locator("#field-Device-Profile").selectOption(profile);
  if (helo !== undefined) await page.locator("#field-Email-HeloName").fill(helo);
}

/** Opens every fold, so that all fields can be typed into. */
async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
}

describe("EmailView()", () => {
  it("EmailView() warns at the field of what a provider is known to refuse", async () => {
    const bench = await startTestPages();
    const { page, close } = await signedInTab(browser, bench, { page: "email" });
    await page.getByLabel("Start from a provider").selectOption("gmx");
    expect(await page.locator("#field-IpConfig-MailHost").inputValue()).toBe("mail.gmx.net");
    await page.getByLabel("Encrypted from the first byte (465)").isChecked();
    await page.locator("#field-Email-Username").fill("boiler7@gmx.net");
    await page.locator("#field-IpConfig-EmailAddress").fill("alarm@example.com");
    expect(await page.locator("#field-IpConfig-EmailAddress-warning").innerText()).toContain(
      "lets you send only as the address that you log in with",
    );
    await page.getByLabel("Start from a provider").selectOption("microsoft-365");
    // The day comes, and then the same notice speaks of the past.
    await page.getByText(/(?:In \d+ days?, on|This has changed on) 31 December 2026/).waitFor();
    await page.getByText("password logins are off by default").first().waitFor();
    await close();
  });

  it("EmailView() says every trap in its sentence while it is typed, without asking the unit", async () => {
    const bench = await startTestPages();
    const { page, faults, close } = await signedInTab(browser, bench, { page: "email" });
    await page.locator(".step").first().waitFor();
    const asked: string[] = [];
    page.on("request", (request) => {
      // States are read anew whatever is typed, when the live connection opens or code is loaded; what
      // has neither a body nor a query carries nothing of the form.
      const mayCarry = request.method() !== "GET" || request.url().includes("?");
      if (mayCarry) asked.push(`${request.method()} ${request.url()}`);
    });
    for (const [name, typed, rule, sentence] of TRAPS) {
      await unfold(page);
      await type(page, typed);
      const { refusals, reasons, warnings } = await planOnPage(page);
      const found = [...refusals, ...reasons, ...warnings].find(([id]) => id === rule);
      expect([name, found?.[1]]).toEqual([name, expect.stringContaining(sentence)]);
      await page.getByRole("button", { name: "Discard" }).click();
    }
    expect(asked).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });
});
