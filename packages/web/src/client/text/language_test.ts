import { parseEmailAddress } from "@fieldpost/core";
import { openFieldpost, toAscii } from "@fieldpost/runtime";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { mailUnit, witness } from "../../_testing/mail_unit.ts";
import { openView } from "../../_testing/open_view.ts";
import { signedInTab } from "../../_testing/signed_in_tab.ts";
import { startTestBrowser, type TestBrowser } from "../../_testing/test_browser.ts";
import { startTestPages, type TestPages } from "../../_testing/test_pages.ts";

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startTestBrowser();
});

afterAll(() => browser.close());

const GERMAN = { locale: "de-DE" };

// Words that German sentences do not have; "in" and "an" they have as well.
const ENGLISH_REGEXP = /\b(?:the|is|are|of|with|not|and|to|it|this|that|has)\b/i;

/** Names with an English word in them. */
const NAMES: readonly string[] = ["Gmail and Google Workspace", "A message could not be delivered"];

/** The texts of a page that are English; what is typed, stored or said by a server is in code or bdi. */
async function englishTexts(page: Page): Promise<readonly string[]> {
  const texts = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || parent.closest("code, pre, noscript, .mono, [lang=en]") !== null)
        continue;
      found.push((node.textContent ?? "").trim());
    }
    return found;
  });
  return texts.filter((text) => ENGLISH_REGEXP.test(text) && !NAMES.includes(text));
}

/** A unit with something to say on every page: a problem, a refusal to come, mail of every fate. */
async function busyUnit(bench: TestPages): Promise<void> {
  const server = await witness({
    faults: [
      { preset: "unknown-user", to: "gone@*" },
      { preset: "greylist", to: "slow@*" },
    ],
  });
  const unit = await mailUnit(bench.home, server.port(), {
    "Email/Typo": "x",
    "Events/OnAlarm/Email": "enabled",
    "Email/Alarm/ToAddress": "ops@example.net",
  });
  for (const to of ["ops@example.net", "gone@example.net", "slow@example.net"]) {
    const message = await unit.compose({
      from: { name: undefined, address: parseEmailAddress("unit7@example.com", toAscii) },
      to: [{ name: undefined, address: parseEmailAddress(to, toAscii) }],
      subject: to,
      text: "Hallo",
    });
    await unit.queue.accept(message);
  }
  await unit.queue.run();
}

describe("useLanguage()", () => {
  it("says every page in German to a browser that asks for it", async () => {
    const bench = await startTestPages();
    await busyUnit(bench);
    const at = { page: "outbox", context: GERMAN };
    const { page, faults, close } = await signedInTab(browser, bench, at);
    await page.getByRole("link", { name: "slow@example.net" }).click();
    // The sentences of core come after the words of the page.
    await page.getByText("Der Server vertröstet jeden").waitFor();
    expect(await englishTexts(page)).toEqual([]);
    const pages = ["overview", "email", "events", "events/Alarm", "outbox", "registry", "users"];
    for (const name of pages) {
      await openView(page, name);
      expect([name, await englishTexts(page)]).toEqual([name, []]);
    }
    expect(faults).toEqual([]);
    await close();
  });

  it("says core's sentences in the language that is chosen, and remembers it", async () => {
    const bench = await startTestPages();
    const unit = await openFieldpost({ home: bench.home, environment: {} });
    await unit.registry.assign([
      ["Email/Port", "465"],
      ["Email/SMTPS", "disabled"],
    ]);
    const { page, close } = await signedInTab(browser, bench, { page: "email", context: GERMAN });
    const german = page.getByText("Port 465 erwartet Verschlüsselung vom ersten Byte an");
    const english = page.getByText("Port 465 expects encryption from the first byte");
    await german.first().waitFor();
    expect(await english.count()).toBe(0);
    await page.getByLabel("Sprache").selectOption("English");
    await english.first().waitFor();
    expect(await german.count()).toBe(0);
    await page.reload();
    await english.first().waitFor();
    await page.getByLabel("Language").selectOption("Deutsch");
    await german.first().waitFor();
    await close();
  });
});
