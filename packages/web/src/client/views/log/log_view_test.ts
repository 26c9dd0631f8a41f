import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startRelay } from "../../../_testing/cuttable_relay.ts";
import { signedInTab } from "../../../_testing/signed_in_tab.ts";
import { startTestBrowser, type TestBrowser } from "../../../_testing/test_browser.ts";
import { startTestPages } from "../../../_testing/test_pages.ts";

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startTestBrowser();
});

afterAll(() => browser.close());

describe("LogView()", () => {
  it("LogView() follows the log, filters it, and counts what comes while it is paused", async () => {
    const bench = await startTestPages();
    await bench.unit.log.append({ event: "note", text: "Pump 1 is on" });
    const { page, faults, close } = await signedInTab(browser, bench, { page: "log" });
    await page.getByText("Pump 1 is on").waitFor();
    await bench.unit.log.append({ event: "note", text: "Pump 2 is on" });
    await page.getByText("Pump 2 is on").waitFor();
    const lines = page.locator(".log-lines li");
    await lines.first().getByText("Pump 2 is on").waitFor();
    await page.getByLabel("Newest first").click();
    await lines.last().getByText("Pump 2 is on").waitFor();
    await page.getByLabel("Show only lines with").fill("pump 1");
    await lines.nth(1).waitFor({ state: "detached" });
    expect(await lines.first().innerText()).toContain("Pump 1 is on");
    await page.getByRole("button", { name: "Pause" }).click();
    await bench.unit.log.append({ event: "note", text: "Pump 1 is off" });
    await page.getByText("Paused. 1 line has come since.").waitFor();
    expect(await page.getByText("Pump 1 is off").count()).toBe(0);
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByText("Pump 1 is off").waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it("LogView() keeps a line that came live while an older answer was on its way", async () => {
    const bench = await startTestPages();
    const relay = await startRelay(bench.pages.httpPort);
    const { page, faults, close } = await signedInTab(browser, bench, {
      page: "log",
      url: relay.url,
    });
    await page.getByText("New lines appear by themselves.").waitFor();
    let hold: (answer: () => Promise<void>) => void = () => undefined;
    const older = new Promise<() => Promise<void>>((resolve) => {
      hold = resolve;
    });
    await page.route("**/api/v1/log?*", async (route) => {
      const response = await route.fetch();
      hold(() => route.fulfill({ response }));
    });
    await relay.cut();
    await relay.mend();
    const answer = await older;
    await bench.unit.log.append({ event: "note", text: "Pump 2 is on" });
    await page.getByText("Pump 2 is on").waitFor();
    await answer();
    await bench.unit.log.append({ event: "note", text: "Pump 3 is on" });
    await page.getByText("Pump 3 is on").waitFor();
    expect(await page.getByText("Pump 2 is on").count()).toBe(1);
    expect(faults).toEqual([]);
    await close();
    await relay.cut();
  });

  it("LogView() says when a line was written in the viewer's zone and in the way of his region", async () => {
    const bench = await startTestPages();
    await bench.unit.log.append({ event: "note", text: "Pump 1 is on" });
    const { page, close } = await signedInTab(browser, bench, { page: "log" });
    const time = page.locator(".log-lines li").filter({ hasText: "Pump 1 is on" }).locator("time");
    const at = Date.parse((await time.getAttribute("datetime")) ?? "");
    const british = { dateStyle: "short", timeStyle: "medium", timeZone: "Europe/Berlin" } as const;
    expect(await time.innerText()).toBe(new Intl.DateTimeFormat("en-GB", british).format(at));
    await close();
  });

  it("LogView() downloads the file", async () => {
    const bench = await startTestPages();
    await bench.unit.log.append({ event: "note", text: "Pump 1 is on" });
    const { page, close } = await signedInTab(browser, bench, { page: "log" });
    const coming = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download" }).click();
    const stream = await (await coming).createReadStream();
    expect(Buffer.concat(await stream.toArray()).toString()).toContain("Pump 1 is on");
    await close();
  });
});
