import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { PICTURE_ROWS, type PictureRow } from "./picture_rows.ts";
import { startDemoDevice } from "./start_demo_device.ts";

/** Where the pictures go, and what takes them. */
export interface PictureOptions {
  readonly folder: string;
  /** The program of Chromium. */
  readonly chromium: string;
  /** Told of each picture that was taken. */
  readonly onTaken: (file: string) => void;
}

/**
 * Takes the pictures of the documents anew, of a demo device of their own.
 *
 * *Diagnostics*: throws when the browser cannot be started, or when a page does not come to what its
 * picture shows.
 */
export async function takePictures(options: PictureOptions): Promise<void> {
  const device = await startDemoDevice({ httpPort: 0 });
  const browser = await chromium.launch({
    executablePath: options.chromium,
    args: ["--no-sandbox"],
  });
  try {
    const session = await becomeAdministrator(browser, device.url, device.setupToken ?? "");
    for (const row of PICTURE_ROWS) {
      await takePicture(browser, { row, url: device.url, session, folder: options.folder });
      options.onTaken(row.file);
    }
  } finally {
    await browser.close();
    await device.stop();
  }
}

type Session = Awaited<ReturnType<ReturnType<Page["context"]>["storageState"]>>;

async function becomeAdministrator(
  browser: Browser,
  url: string,
  setupToken: string,
): Promise<Session> {
  const page = await browser.newPage({ locale: "en-GB" });
  await page.goto(url);
  await page.getByLabel("Setup token").fill(setupToken);
  await page.getByLabel("User name").fill("admin");
  await page.getByLabel("Password", { exact: true }).fill("warm water at seven");
  await page.getByLabel("The same password again").fill("warm water at seven");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  const session = await page.context().storageState();
  await page.close();
  return session;
}

async function takePicture(
  browser: Browser,
  given: {
    readonly row: PictureRow;
    readonly url: string;
    readonly session: Session;
    readonly folder: string;
  },
): Promise<void> {
  const { row, url, session, folder } = given;
  const page = await browser.newPage({
    storageState: session,
    viewport: { width: row.width, height: row.height },
    colorScheme: row.scheme,
    locale: "en-GB",
    reducedMotion: "reduce",
  });
  await page.goto(`${url}#/${row.page}`);
  await row.arrange(page);
  await page.screenshot({ path: join(folder, row.file) });
  await page.close();
}
