import type { Page } from "playwright-core";

/** An answer of the unit that is on its way for as long as a test likes. */
export interface HeldAnswer {
  /** Goes on when the unit has answered; the page has not heard of it. */
  readonly given: Promise<void>;
  /** Lets the page have it. */
  release(): void;
}

/** Holds up the next answer to requests of a kind: `PUT /api/v1/registry`. */
export async function holdAnswer(page: Page, request: string): Promise<HeldAnswer> {
  const [method = "", path = ""] = request.split(" ");
  const given = gate();
  const released = gate();
  let isHeld = false;
  await page.route(`**${path}`, async (route) => {
    if (isHeld || route.request().method() !== method) return await route.fallback();
    isHeld = true;
    const response = await route.fetch();
    given.open();
    await released.opened;
    await route.fulfill({ response });
  });
  return { given: given.opened, release: released.open };
}

function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
