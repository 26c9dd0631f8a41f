import { startServe } from "@fieldpost/runtime";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { holds } from "../../../_testing/holds.ts";
import { signedInTab } from "../../../_testing/signed_in_tab.ts";
import { axeFindings, startTestBrowser, type TestBrowser } from "../../../_testing/test_browser.ts";
import { startTestPages, type TestPages } from "../../../_testing/test_pages.ts";

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startTestBrowser();
});

afterAll(() => browser.close());

const HOST = "#field-IpConfig-MailHost";
const FROM = "#field-IpConfig-EmailAddress";

async function storedIn(bench: TestPages, ...keys: string[]): Promise<(string | undefined)[]> {
  const { registry } = await bench.unit.registry.read();
  return keys.map((key) => registry.get(key));
}

async function openEmail(bench: TestPages, name = "ann"): Promise<Page> {
  const { page } = await signedInTab(browser, bench, { name, page: "email" });
  await page.locator(HOST).waitFor();
  return page;
}

async function save(page: Page, trial?: string): Promise<void> {
  await page.getByRole("button", { name: "Save …" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("table").waitFor();
  if (trial !== undefined) await dialog.locator("select").selectOption(trial);
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await dialog.waitFor({ state: "hidden" });
}

describe("SaveDialog()", () => {
  it("SaveDialog() shows the effect and the keys before it saves, and the secret is sealed", async () => {
    const bench = await startTestPages();
    const page = await openEmail(bench);
    await page.locator(HOST).fill("mail.example.com");
    await page.locator(FROM).fill("unit7@example.com");
    await page.locator("#field-Email-Username").fill("unit7");
    await page.locator("#field-Email-Password").fill("c0rrect horse");
    await page.getByLabel("The same password again").fill("c0rrect horse");
    await page.getByLabel("Encrypted from the first byte (465)").check();
    await page.getByRole("button", { name: "Save …" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("table").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByText("These settings have not been tested.").waitFor();
    const below = dialog.locator(".dialog-actions .button");
    expect(await below.allInnerTexts()).toEqual(["Cancel", "Save"]);
    const words = await dialog.innerText();
    expect(words).toContain("Encrypted from the first byte, on port 465 of mail.example.com");
    expect(words).not.toContain("c0rrect");
    expect(await storedIn(bench, "IpConfig/MailHost")).toEqual([undefined]);
    await dialog.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Everything is saved.").waitFor();
    const keys = ["IpConfig/MailHost", "Email/Port", "Email/SMTPS", "Email/Password"];
    const stored = await storedIn(bench, ...keys);
    expect(stored).toEqual([
      "mail.example.com",
      "465",
      "enabled",
      expect.stringMatching(/^fp1:/) as unknown as string,
    ]);
    expect(await page.content()).not.toContain("c0rrect");
    await page.getByText("Stored", { exact: true }).waitFor();
    await page.context().close();
  });

  it("SaveDialog() does not open over two passwords that differ", async () => {
    const bench = await startTestPages();
    const page = await openEmail(bench);
    await page.locator("#field-Email-Password").fill("c0rrect horse");
    await page.getByLabel("The same password again").fill("c0rrect house");
    await page.getByRole("button", { name: "Save …" }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(
      "field-email-password-again",
    );
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.context().close();
  });

  it("SaveDialog() does not open over a value that cannot be stored, and leads to it", async () => {
    const bench = await startTestPages();
    const page = await openEmail(bench);
    await page.locator(FROM).fill("nobody");
    await page.getByRole("button", { name: "Save …" }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(FROM.slice(1));
    await page.context().close();
  });

  it("SaveDialog() lists several obstacles in one summary, and each leads to its field", async () => {
    const bench = await startTestPages();
    const page = await openEmail(bench);
    await page.locator(FROM).fill("nobody");
    await page.locator(HOST).fill("no host");
    await page.getByRole("button", { name: "Save …" }).click();
    const summary = page.locator(".error-summary");
    await summary.getByText("There are 2 problems:").waitFor();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("error-summary");
    await summary.getByRole("button", { name: /IpConfig\/EmailAddress/ }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(FROM.slice(1));
    await page.context().close();
  });

  it("SaveDialog() saves on trial, and going back restores what was", async () => {
    const bench = await startTestPages();
    await bench.unit.registry.assign([["IpConfig/MailHost", "old.example.com"]]);
    const page = await openEmail(bench);
    await page.locator(HOST).fill("new.example.com");
    await save(page, "10");
    const trial = page.getByRole("region", { name: "Change on trial" });
    await trial.waitFor();
    expect(await trial.innerText()).toMatch(/goes back to the settings before in (?:10|\d):\d\d/);
    expect(await storedIn(bench, "IpConfig/MailHost")).toEqual(["new.example.com"]);
    await page.getByLabel("Send it to").scrollIntoViewIfNeeded();
    expect((await trial.boundingBox())?.y).toBe(8);
    expect(await axeFindings(page)).toEqual([]);
    await trial.getByRole("button", { name: "Go back now" }).click();
    await trial.waitFor({ state: "hidden" });
    expect(await storedIn(bench, "IpConfig/MailHost")).toEqual(["old.example.com"]);
    await holds(page, HOST, "old.example.com");
    await page.context().close();
  });
});

describe("TrialBanner()", () => {
  it("TrialBanner() goes when nobody has confirmed in time, and says that what was is back", async () => {
    const bench = await startTestPages();
    await bench.unit.registry.assign([["IpConfig/MailHost", "old.example.com"]]);
    const serve = await startServe({ home: bench.home });
    const page = await openEmail(bench);
    const ben = await bench.logIn("ben", "administrator");
    const wishes = [{ key: "IpConfig/MailHost", value: "new.example.com", was: "old.example.com" }];
    const trial = page.getByRole("region", { name: "Change on trial" });
    // Both are seen for some seconds only: the page is watched before they can come.
    const seen = trial.getByText("Made by ben: IpConfig/MailHost").waitFor();
    const told = page.getByText("Nobody confirmed the change in time").waitFor();
    await ben.call("PUT", "/api/v1/registry", { wishes, confirmWithinSeconds: 10 });
    await Promise.all([seen, told]);
    await trial.waitFor({ state: "hidden" });
    expect(await page.getByText("rolled back").count()).toBe(0);
    expect(await storedIn(bench, "IpConfig/MailHost")).toEqual(["old.example.com"]);
    await page.context().close();
    serve.stop();
    await serve.ended;
  });
});

describe("ConflictPart()", () => {
  it.each([
    ["Take the stored one", "theirs.example.com"],
    ["Keep mine", "mine.example.com"],
  ])("ConflictPart() of two browsers, %s: %s, and nothing typed is lost", async (answer, host) => {
    const bench = await startTestPages();
    await bench.unit.registry.assign([["IpConfig/MailHost", "old.example.com"]]);
    const ann = await openEmail(bench, "ann");
    const ben = await openEmail(bench, "ben");
    await ann.locator(HOST).fill("mine.example.com");
    await ann.locator(FROM).fill("unit7@example.com");
    await ben.locator(HOST).fill("theirs.example.com");
    await save(ben);

    await ann.getByRole("button", { name: "Save …" }).click();
    const conflicts = ann.locator("#conflicts");
    await conflicts.getByText("theirs.example.com").waitFor();
    await conflicts.getByText("mine.example.com", { exact: true }).waitFor();
    await conflicts.getByRole("button", { name: answer }).click();
    await save(ann);
    expect(await storedIn(bench, "IpConfig/MailHost", "IpConfig/EmailAddress")).toEqual([
      host,
      "unit7@example.com",
    ]);
    await ann.context().close();
    await ben.context().close();
  });
});
