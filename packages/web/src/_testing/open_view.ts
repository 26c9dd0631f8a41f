import type { Page } from "playwright-core";

/** Goes to a page by its address, and on when nothing is being loaded in it any more. */
export async function openView(page: Page, hash: string): Promise<void> {
  await page.evaluate(
    (next) =>
      new Promise((resolve) => {
        // Behind the page's own listener: until that has heard, what is seen is still the page before.
        addEventListener("hashchange", resolve, { once: true });
        location.hash = next;
      }),
    `#/${hash}`,
  );
  await page.locator("main h1").waitFor();
  await page.waitForFunction(() => document.querySelector("main .skeleton") === null);
}
