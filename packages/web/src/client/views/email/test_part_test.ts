import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { MockSmtp } from "@fieldpost/mock-smtp";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { witness } from "../../../_testing/mail_unit.ts";
import { signedInTab } from "../../../_testing/signed_in_tab.ts";
import { axeFindings, startTestBrowser, type TestBrowser } from "../../../_testing/test_browser.ts";
import { startTestPages, TEST_PASSWORD, type TestPages } from "../../../_testing/test_pages.ts";

const USER = "unit7";
const SECRET = "correct horse battery";

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startTestBrowser();
});

afterAll(() => browser.close());

async function trust(bench: TestPages, server: MockSmtp): Promise<string> {
  const caFile = join(bench.home, "ca.pem");
  await writeFile(caFile, server.ca);
  return caFile;
}

async function unfold(page: Page): Promise<void> {
  await page.locator(".plan-panel").waitFor();
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
}

/** Types a way to a server of this machine. */
async function typeServer(page: Page, port: number, caFile?: string): Promise<void> {
  await unfold(page);
  await page.locator("#field-IpConfig-MailHost").fill("localhost");
  await page.locator("#field-IpConfig-EmailAddress").fill("unit7@example.com");
  await page.locator("#field-Email-Port").fill(`${port}`);
  if (caFile !== undefined) await page.locator("#field-Email-CaFile").fill(caFile);
}

async function typeAccount(page: Page, secret: string): Promise<void> {
  await page.locator("#field-Email-Username").fill(USER);
  await page.locator("#field-Email-Password").fill(secret);
  await page.getByLabel("The same password again").fill(secret);
}

/** Sends a test, and reads what is said of it when it has ended. */
async function test(page: Page): Promise<string> {
  await page.getByLabel("Send it to").fill("ops@example.net");
  await page.locator("#test button[type=submit]").click();
  const result = page.locator("#test [role=status] > *").first();
  await result.waitFor();
  return await page.locator("#test [role=status]").last().innerText();
}

/** Whether the head of an element is in the window, above the bar at its foot. */
async function expectInSight(page: Page, selector: string): Promise<void> {
  await page.waitForFunction((at) => {
    const top = document.querySelector(at)?.getBoundingClientRect().top ?? -1;
    const foot = document.querySelector(".action-bar")?.getBoundingClientRect().top ?? 0;
    return top >= 0 && top < foot;
  }, selector);
}

describe("TestPart()", () => {
  it("a new user sets the unit up from start to end, and mail arrives", async () => {
    const bench = await startTestPages();
    const server = await witness({
      listeners: [{ tls: "starttls" }],
      users: { [USER]: SECRET },
      authRequired: true,
    });
    const caFile = await trust(bench, server);
    const { page, faults, close } = await browser.open();
    await page.goto(bench.pages.url);
    await page.getByLabel("Setup token").fill(bench.pages.setupToken ?? "");
    await page.getByLabel("Password", { exact: true }).fill(TEST_PASSWORD);
    await page.getByLabel("The same password again").fill(TEST_PASSWORD);
    await page.getByRole("button", { name: "Set the password" }).click();
    await page.getByRole("link", { name: "Email", exact: true }).click();
    await page.getByRole("button", { name: "Check now" }).click();
    await page.getByRole("button", { name: "Check again" }).waitFor();
    await page.locator(".check-step").nth(2).waitFor();

    await page.getByLabel("Upgraded to encryption, or nothing is sent (587)").check();
    await typeServer(page, server.port(), caFile);
    await typeAccount(page, SECRET);
    expect(await test(page)).toContain("Delivered to the mail server for ops@example.net");
    const first = await server.next();
    expect([first.auth?.identity, first.tls?.protocol]).toEqual([USER, "TLSv1.3"]);

    await page.getByRole("button", { name: "Save …" }).click();
    await page.getByRole("dialog").getByRole("table").waitFor();
    await page.getByText("A test message was delivered with these settings.").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Everything is saved.").waitFor();
    await page.getByRole("link", { name: "Overview" }).click();
    await page.getByText("Yes, this device can send.").waitFor();
    await bench.call("POST", "/api/v1/messages", {
      to: ["ops@example.net"],
      subject: "Alarm",
      text: "Boiler 7",
    });
    await bench.unit.queue.run();
    expect((await server.next()).subject).toBe("Alarm");
    await page.getByText("Encrypted and verified").waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it("a wrong password is refused in the server's words, and the right one delivers", async () => {
    const bench = await startTestPages();
    const server = await witness({
      listeners: [{ tls: "starttls" }],
      users: { [USER]: SECRET },
      authRequired: true,
    });
    const caFile = await trust(bench, server);
    const { page, close } = await signedInTab(browser, bench, { page: "email" });
    await typeServer(page, server.port(), caFile);
    await typeAccount(page, "wrong horse");
    await page.getByLabel("The same password again").fill("wrong hors");
    const differs = page.getByText("The two passwords are not the same.");
    expect(await differs.count()).toBe(0);
    await page.getByLabel("The same password again").blur();
    await differs.waitFor();
    await page.getByLabel("Send it to").fill("ops@example.net");
    await page.locator("#test button[type=submit]").click();
    await page.waitForFunction(() => document.activeElement?.id === "field-email-password-again");
    expect(server.sessions).toEqual([]);
    await typeAccount(page, "wrong horse");
    const refused = await test(page);
    await expectInSight(page, "#test [role=status] .banner");
    expect(refused).toContain("535");
    expect(refused).toContain("What helps");
    expect(await page.locator(".timeline").innerText()).not.toContain("wrong horse");
    expect(await axeFindings(page)).toEqual([]);
    await typeAccount(page, SECRET);
    expect(await test(page)).toContain("Delivered to the mail server for ops@example.net");
    const { registry } = await bench.unit.registry.read();
    expect(registry.has("Email/Password")).toBe(false);
    await close();
  });

  it("one click puts what helps into the form, and then it works", async () => {
    const bench = await startTestPages();
    const server = await witness({ listeners: [{ tls: "starttls" }] });
    const caFile = await trust(bench, server);
    const { page, close } = await signedInTab(browser, bench, { page: "email" });
    await typeServer(page, server.port(), caFile);
    await page.locator("#field-Email-SMTPS").selectOption("enabled");
    await test(page);
    await page.getByRole("button", { name: "Put this into the form" }).click();
    expect(await page.locator("#field-Email-SMTPS").inputValue()).toBe("disabled");
    expect(await test(page)).toContain("Delivered to the mail server for ops@example.net");
    await close();
  });

  it("a server that is down, one without encryption, and one that cannot prove its name are told apart", async () => {
    const bench = await startTestPages();
    const open = await witness({ listeners: [{ tls: "none" }] });
    const strange = await witness({ listeners: [{ tls: "starttls" }] });
    const gone = await witness();
    const port = gone.port();
    await gone.close();
    const { page, close } = await signedInTab(browser, bench, { page: "email" });
    await typeServer(page, port);
    expect(await test(page)).toContain("Not sent this time: ops@example.net");
    const changed = page.getByText("Something was changed since");
    expect(await changed.count()).toBe(0);
    await typeServer(page, open.port());
    await changed.waitFor();
    await page.locator("#field-Email-StartTLS").selectOption("required");
    await typeServer(page, open.port());
    expect(await test(page)).toContain("offers no encryption");
    await typeServer(page, strange.port());
    expect(await test(page)).toMatch(/certificate/i);
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "trust this key" }).click();
    expect(await page.locator("#field-Email-Pin1").inputValue()).toMatch(/^sha256\//);
    expect(await test(page)).toContain("Delivered to the mail server for ops@example.net");
    await close();
  });

  it("a plan that refuses is not tried, and says which key to look at", async () => {
    const bench = await startTestPages();
    const { page, close } = await signedInTab(browser, bench, { page: "email" });
    await typeServer(page, 465);
    await page.locator("#field-Email-SMTPS").selectOption("disabled");
    const words = await test(page);
    expect(words).toContain("Nothing was sent: the settings do not allow it");
    expect(words).toContain("Port 465 expects encryption from the first byte, and SMTPS is off.");
    await close();
  });

  it("BestWay() asks the ports of the server that is typed, and fills in what it recommends", async () => {
    const bench = await startTestPages();
    const server = await witness({ listeners: [{ tls: "starttls" }] });
    const caFile = await trust(bench, server);
    await bench.unit.registry.assign([
      ["Email/CaFile", caFile],
      ["Email/Port", `${server.port()}`],
      ["Email/StartTLS", "disabled"],
    ]);
    const { page, close } = await signedInTab(browser, bench, { page: "email" });
    await page.locator("#field-IpConfig-MailHost").fill("localhost");
    await page.getByRole("button", { name: "Find the best way for me" }).click();
    await page.getByRole("button", { name: "Put this into the form" }).click();
    const chosen = page.getByLabel("Upgraded to encryption, or nothing is sent (587)");
    expect(await chosen.isChecked()).toBe(true);
    expect(await page.locator("#field-Email-Port").inputValue()).toBe(`${server.port()}`);
    await close();
  });

  it("BestWay() shows what it met on each port when there is nothing to recommend", async () => {
    const bench = await startTestPages();
    const { page, close } = await signedInTab(browser, bench, { page: "email" });
    await page.locator("#field-IpConfig-MailHost").fill("mail.invalid");
    await page.getByRole("button", { name: "Find the best way for me" }).click();
    await page.getByText("Nothing can be recommended.").waitFor();
    const met = page.locator(".best-way details");
    expect(await met.getAttribute("open")).not.toBeNull();
    expect(await met.innerText()).toContain("mail.invalid");
    await close();
  });
});
