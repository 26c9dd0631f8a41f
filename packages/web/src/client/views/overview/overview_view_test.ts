import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startRelay } from "../../../_testing/cuttable_relay.ts";
import { holds } from "../../../_testing/holds.ts";
import { mailUnit, witness } from "../../../_testing/mail_unit.ts";
import { signedInTab } from "../../../_testing/signed_in_tab.ts";
import {
  axeFindings,
  PHONE,
  startTestBrowser,
  type TestBrowser,
} from "../../../_testing/test_browser.ts";
import { startTestPages } from "../../../_testing/test_pages.ts";

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startTestBrowser();
});

afterAll(() => browser.close());

describe("OverviewView()", () => {
  it.each([
    ["light", {}],
    ["dark", { colorScheme: "dark" as const }],
    ["on a phone", PHONE],
    ["in German", { locale: "de-DE" }],
  ])("OverviewView() has nothing that axe finds, %s", async (_, context) => {
    const bench = await startTestPages();
    const { page, faults, close } = await signedInTab(browser, bench, { context });
    await page.locator(".verdict").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    const isTooWide = () => document.documentElement.scrollWidth > window.innerWidth;
    expect(await page.evaluate(isTooWide)).toBe(false);
    expect(faults).toEqual([]);
    await close();
  });

  it("OverviewView() says what is missing on a new unit, and leads to the field", async () => {
    const bench = await startTestPages();
    const { page, close } = await signedInTab(browser, bench);
    await page.getByText("It has not been set up yet.").waitFor();
    expect(await page.getByText("is not set,").count()).toBe(2);
    await page.getByRole("link", { name: "Set up email" }).waitFor();
    await page.getByRole("link", { name: /IpConfig\/MailHost/ }).click();
    await page.getByRole("heading", { name: "Email", exact: true }).waitFor();
    await page.waitForFunction(() => document.activeElement?.id === "field-IpConfig-MailHost");
    await close();
  });

  it("OverviewView() leads to the messages that could not be delivered, and to them alone", async () => {
    const server = await witness({ faults: [{ preset: "unknown-user", to: "gone@*" }] });
    const bench = await startTestPages();
    const unit = await mailUnit(bench.home, server.port());
    for (const name of ["ops", "gone"]) {
      const message = { to: [`${name}@example.net`], subject: `For ${name}`, text: "Boiler 7" };
      await bench.call("POST", "/api/v1/messages", message);
    }
    await unit.queue.run();
    const { page, faults, close } = await signedInTab(browser, bench);
    const item = page.locator(".attention li").filter({ hasText: "could not be delivered" });
    await item.getByRole("link").click();
    const table = page.getByRole("table");
    await table.getByRole("link", { name: "For gone" }).waitFor();
    expect(await page.getByLabel("State").inputValue()).toBe("failed");
    expect(await table.getByRole("link", { name: "For ops" }).count()).toBe(0);
    // Whoever looks for others then is not led back.
    await page.getByLabel("State").selectOption("delivered");
    await table.getByRole("link", { name: "For ops" }).click();
    await page.getByRole("heading", { name: "For ops" }).waitFor();
    await page.goBack();
    await table.getByRole("link", { name: "For ops" }).waitFor();
    expect(await page.getByLabel("State").inputValue()).toBe("delivered");
    expect(faults).toEqual([]);
    await close();
  });

  it("OverviewView() hears of the first delivery by itself", async () => {
    const server = await witness();
    const bench = await startTestPages();
    const unit = await mailUnit(bench.home, server.port());
    const { page, close } = await signedInTab(browser, bench);
    await page.getByText("That is not proven yet.").waitFor();
    await bench.call("POST", "/api/v1/messages", {
      to: ["ops@example.net"],
      subject: "Alarm",
      text: "Boiler 7",
    });
    await unit.queue.run();
    await page.getByText("Yes, this device can send.").waitFor();
    await page.getByText("ops@example.net").waitFor();
    await page.getByText("In clear", { exact: true }).waitFor();
    await close();
  });
});

describe("LiveBanner()", () => {
  it("LiveBanner() comes when the connection is cut, goes when it is mended, and nothing is lost", async () => {
    const bench = await startTestPages();
    const relay = await startRelay(bench.pages.httpPort);
    const tab = await signedInTab(browser, bench, { page: "email", url: relay.url });
    const { page } = tab;
    const host = page.locator("#field-IpConfig-MailHost");
    await host.fill("typed.example.com");
    await relay.cut();
    await page.getByText("The connection to the unit is lost.").waitFor();
    await bench.unit.registry.assign([["IpConfig/EmailAddress", "changed@example.com"]]);
    await relay.mend();
    await page.getByText("The connection to the unit is lost.").waitFor({ state: "hidden" });
    await page.getByText("Connected again.").waitFor();
    const from = page.locator("#field-IpConfig-EmailAddress");
    await holds(page, "#field-IpConfig-EmailAddress", "changed@example.com");
    expect([await host.inputValue(), await from.inputValue()]).toEqual([
      "typed.example.com",
      "changed@example.com",
    ]);
    await tab.close();
    await relay.cut();
  });

  it("a key that a second browser changes is seen live in the first", async () => {
    const bench = await startTestPages();
    const { page, close } = await signedInTab(browser, bench, { page: "email" });
    // What happens before the page follows the unit it reads, and is not told of.
    const follows = page.waitForResponse(/\/api\/v1\/live$/);
    await page.reload();
    await follows;
    await page.locator("#field-IpConfig-MailHost").waitFor();
    const ben = await bench.logIn("ben", "administrator");
    const wishes = [{ key: "IpConfig/MailHost", value: "new.example.com", was: null }];
    expect((await ben.call("PUT", "/api/v1/registry", { wishes })).status).toBe(200);
    await page.getByText("ben changed IpConfig/MailHost").waitFor();
    await holds(page, "#field-IpConfig-MailHost", "new.example.com");
    await close();
  });
});
