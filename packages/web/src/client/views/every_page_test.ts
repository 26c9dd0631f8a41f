import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { BrowserContextOptions, Page } from "playwright-core";
import { HOSTILE_CLASS, HOSTILE_MARK, hostileTexts } from "../../_testing/hostile_texts.ts";
import { fillHostileUnit } from "../../_testing/hostile_unit.ts";
import { openView } from "../../_testing/open_view.ts";
import { signedInTab } from "../../_testing/signed_in_tab.ts";
import {
  axeFindings,
  PHONE,
  startTestBrowser,
  type TestBrowser,
} from "../../_testing/test_browser.ts";
import { startTestPages, type TestPages } from "../../_testing/test_pages.ts";
import { VIEWS } from "./view_table.ts";

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startTestBrowser();
});

afterAll(() => browser.close());

const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ["light", {}],
  ["dark, in German", { colorScheme: "dark", locale: "de-DE" }],
  ["a phone", PHONE],
  ["200 % zoom", { viewport: { width: 640, height: 480 } }],
];

async function faultsOf(page: Page, hash: string): Promise<readonly string[]> {
  await openView(page, hash);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  const found = [...(await axeFindings(page)), ...(over > 0 ? [`${over} px too wide`] : [])];
  return found.map((each) => `${hash}: ${each}`);
}

/** Whether anything on the page takes more than a blink to change or moves by itself. */
function hasMotion(): boolean {
  return [...document.querySelectorAll("*")].some((element) => {
    const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
    const seconds = (list: string) => Math.max(...list.split(",").map(Number.parseFloat));
    return (
      seconds(transitionDuration) > 0.001 ||
      (animationName !== "none" && seconds(animationDuration) > 0.001)
    );
  });
}

async function hashesOf(bench: TestPages): Promise<readonly string[]> {
  const { message, keys } = await fillHostileUnit(bench);
  const [key = ""] = keys;
  return [
    ...VIEWS.map(({ page }) => page),
    `outbox/${message}`,
    "outbox/none",
    `registry/${encodeURIComponent(key)}`,
    "registry/Email%2FPassword",
    "registry?tab=history",
    "registry?tab=import",
    "events/Boot",
    "events/Alarm",
    "nowhere",
  ];
}

describe("VIEWS", () => {
  it.each(LOOKS)("VIEWS are without a finding of axe, and fit, in %s", async (_look, context) => {
    const bench = await startTestPages();
    const hashes = await hashesOf(bench);
    const tab = await signedInTab(browser, bench, { context });
    const found: string[] = [];
    for (const hash of hashes) found.push(...(await faultsOf(tab.page, hash)));
    expect(found).toEqual([]);
    expect(tab.faults).toEqual([]);
    await tab.close();
  });

  it("VIEWS ask nobody but the unit for anything", async () => {
    const bench = await startTestPages();
    const hashes = await hashesOf(bench);
    const { page, close } = await signedInTab(browser, bench);
    const asked = new Set<string>();
    page.on("request", (request) => asked.add(new URL(request.url()).origin));
    await page.reload();
    for (const hash of hashes) await openView(page, hash);
    // A picture that stands in the page itself has no origin.
    asked.delete("null");
    expect([...asked]).toEqual([new URL(bench.pages.url).origin]);
    await close();
  });

  it.each([
    ["nothing", "reduce"],
    ["something", "no-preference"],
  ] as const)("VIEWS have %s that moves, with prefers-reduced-motion: %s", async (what, motion) => {
    const bench = await startTestPages();
    const hashes = await hashesOf(bench);
    const context = { reducedMotion: motion };
    const { page, close } = await signedInTab(browser, bench, { context });
    const moving: string[] = [];
    for (const hash of hashes) {
      await openView(page, hash);
      if (await page.evaluate(hasMotion)) moving.push(hash);
    }
    expect(moving).toEqual(what === "something" ? hashes : []);
    await close();
  });

  it("VIEWS show what strangers have written as text, and run none of it", async () => {
    const bench = await startTestPages();
    const hashes = await hashesOf(bench);
    const { page, faults, close } = await signedInTab(browser, bench);
    const shown = new Set<string>();
    for (const hash of hashes) {
      await openView(page, hash);
      const made = await page.locator(`.${HOSTILE_CLASS}`).count();
      const ran = await page.evaluate((mark) => mark in window, HOSTILE_MARK);
      const links = await page.locator("a[href^='javascript:' i]").count();
      expect({ hash, made, ran, links }).toEqual({ hash, made: 0, ran: false, links: 0 });
      const words = await page.locator("main").innerText();
      if (hostileTexts().some((text) => words.includes(text.slice(0, 20)))) shown.add(hash);
    }
    expect(faults).toEqual([]);
    // A corpus that no page shows would prove nothing.
    expect([...shown]).toEqual(
      expect.arrayContaining(["outbox", "registry", "registry?tab=history", "log", "users"]),
    );
    await close();
  });
});
