import type { Page } from "playwright-core";

/** Goes on when an input holds a value: what the unit stores comes to a page when it comes. */
export async function holds(page: Page, selector: string, value: string): Promise<void> {
  await page.waitForFunction(
    ([where = "", wanted]) => document.querySelector<HTMLInputElement>(where)?.value === wanted,
    [selector, value],
  );
}
