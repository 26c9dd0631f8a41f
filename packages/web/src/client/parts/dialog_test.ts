import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { signedInTab } from "../../_testing/signed_in_tab.ts";
import { startTestBrowser, type TestBrowser } from "../../_testing/test_browser.ts";
import { startTestPages } from "../../_testing/test_pages.ts";

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startTestBrowser();
});

afterAll(() => browser.close());

/** Which button opens a dialog, where, and the buttons below it. */
const DIALOGS = [
  ["events", "Add an event", ["Cancel", "Add an event"]],
  ["events/Boot", "Raise now", ["Cancel", "Raise it"]],
  ["registry", "Add a key", ["Cancel", "Add a key"]],
  ["users", "Add a user", ["Cancel", "Add a user"]],
  ["users", "Make a token", ["Cancel", "Make a token"]],
] as const;

describe("Dialog()", () => {
  it.each(DIALOGS)("Dialog() has on the page %s after “%s” the buttons %j", async (...row) => {
    const [at, opener, buttons] = row;
    const bench = await startTestPages();
    const { page, close } = await signedInTab(browser, bench, { page: at });
    await page.getByRole("button", { name: opener, exact: true }).click();
    const below = page.locator("dialog .button");
    await below.last().waitFor();
    expect(await below.allInnerTexts()).toEqual([...buttons]);
    await close();
  });
});
