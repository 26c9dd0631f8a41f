import type { BrowserContextOptions } from "playwright-core";
import type { Role } from "../api/session_api.ts";
import type { TestBrowser, TestTab } from "./test_browser.ts";
import type { TestPages } from "./test_pages.ts";

/** Who is logged in, and where. */
export interface SignedIn {
  /** @default {"ann"} */
  readonly name?: string;
  /** @default {"administrator"} */
  readonly role?: Role;
  /** The page to open. @default {""} */
  readonly page?: string;
  readonly context?: BrowserContextOptions;
  /** Where the browser finds the pages. @default {bench.pages.url} */
  readonly url?: string;
}

/** Opens a tab of somebody who is logged in already, at a page, and waits until it is there. */
export async function signedInTab(
  browser: TestBrowser,
  bench: TestPages,
  signedIn: SignedIn = {},
): Promise<TestTab> {
  const { name = "ann", role = "administrator", page: at = "", context = {} } = signedIn;
  const { url = bench.pages.url } = signedIn;
  const { headers } = await bench.logIn(name, role);
  const [cookie = "", value = ""] = (headers["cookie"] ?? "").split("=");
  const tab = await browser.open(context);
  // Also for the case that the settings lead the page to HTTPS.
  const secure = {
    name: `__Host-${cookie}`,
    value,
    secure: true,
    url: url.replace("http:", "https:"),
  };
  await tab.page.context().addCookies([{ name: cookie, value, url }, secure]);
  await tab.page.goto(`${url}#/${at}`);
  await tab.page.locator("main h1").waitFor();
  return tab;
}
