import axe from "axe-core";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** A page in a context of its own, with everything that went wrong in it. */
export interface TestTab {
  readonly page: Page;
  /** Errors of scripts and breaches of the Content-Security-Policy, as they came. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** One Chromium for a file of tests. */
export interface TestBrowser {
  /** Opens a tab that shares nothing with the others. */
  open(options?: BrowserContextOptions): Promise<TestTab>;
  close(): Promise<void>;
}

/** A phone, held upright. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  hasTouch: true,
};

/** A step of a test ends before its test does, and says what it waited for. */
const PATIENCE_MS = 120_000;

/** Starts Debian's Chromium. */
export async function startTestBrowser(): Promise<TestBrowser> {
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  return {
    async open(options = {}) {
      const context = await browser.newContext({
        locale: "en-GB",
        timezoneId: "Europe/Berlin",
        reducedMotion: "reduce",
        // A unit makes its own certificate.
        ignoreHTTPSErrors: true,
        ...options,
      });
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(String(error)));
      page.on("console", (message) => {
        if (/Content Security Policy/iu.test(message.text())) faults.push(message.text());
      });
      return { page, faults, close: () => context.close() };
    },
    close: () => browser.close(),
  };
}

/** What axe-core finds on the page as it stands, one line for each element. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ["violations"],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(" ")} ${failureSummary}`),
    );
  });
}
