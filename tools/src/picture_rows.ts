import type { Page } from "playwright-core";

/** A picture of the pages that the documents show. */
export interface PictureRow {
  /** Its file below `docs/pictures`. */
  readonly file: string;
  /** The page of the address, as in `#/email`. */
  readonly page: string;
  readonly width: number;
  readonly height: number;
  readonly scheme: "light" | "dark";
  /** Brings the page to what is shown; done when it is there. */
  readonly arrange: (page: Page) => Promise<void>;
}

const DESKTOP = { width: 1280, height: 800, scheme: "light" } as const;

/** The pictures of the README, taken of the demo device. */
export const PICTURE_ROWS: readonly PictureRow[] = [
  {
    ...DESKTOP,
    file: "overview.png",
    page: "",
    arrange: (page) => page.getByText("Yes, this device can send.").waitFor(),
  },
  { ...DESKTOP, file: "email.png", page: "email", arrange: chooseRequired },
  {
    file: "email-phone.png",
    page: "email",
    ...{ width: 360, height: 740, scheme: "dark" },
    arrange: chooseRequired,
  },
  {
    ...DESKTOP,
    file: "outbox-story.png",
    page: "outbox",
    arrange: async (page) => {
      await page.getByText("Filter wants cleaning").first().click();
      await page.getByText("What helps:").waitFor();
    },
  },
  {
    ...DESKTOP,
    file: "events-dark.png",
    page: "events",
    scheme: "dark",
    arrange: (page) => page.getByText("Overheat").first().waitFor(),
  },
  { ...DESKTOP, file: "console.png", page: "console", arrange: useConsole },
];

async function chooseRequired(page: Page): Promise<void> {
  await page.locator("#field-IpConfig-MailHost").fill("mail.example.com");
  // The demo's own port would tell nobody anything.
  const details = page.getByText("Details: the keys that this comes to");
  await details.click();
  await page.locator("#field-Email-Port").fill("587");
  await details.click();
  const plan = page.getByText(/STARTTLS required on\s+port 587/);
  await plan.filter({ visible: true }).first().waitFor();
  const question = page.getByText("How is the connection protected?");
  await question.evaluate((place) => place.scrollIntoView({ block: "start" }));
}

async function useConsole(page: Page): Promise<void> {
  const screen = page.locator(".console-box");
  for (const [command, answer] of [
    ["plan", "Reasons:"],
    ["queue", "1 message waits."],
    ["ipconfig", "Mail host:"],
  ] as const) {
    await screen.getByText("/> ").last().waitFor();
    await screen.click();
    await page.keyboard.type(`${command}\n`);
    await screen.getByText(answer).last().waitFor();
  }
}
