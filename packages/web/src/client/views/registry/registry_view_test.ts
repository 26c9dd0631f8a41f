import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { holds } from "../../../_testing/holds.ts";
import { signedInTab } from "../../../_testing/signed_in_tab.ts";
import { axeFindings, startTestBrowser, type TestBrowser } from "../../../_testing/test_browser.ts";
import { startTestPages, type TestPages } from "../../../_testing/test_pages.ts";

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startTestBrowser();
});

afterAll(() => browser.close());

async function storedIn(bench: TestPages, ...keys: string[]): Promise<(string | undefined)[]> {
  const { registry } = await bench.unit.registry.read();
  return keys.map((key) => registry.get(key));
}

const PORT = "registry/Email%2FPort";

describe("RegistryView()", () => {
  it("RegistryView() judges a value while it is typed, and saves it", async () => {
    const bench = await startTestPages();
    const { page, faults, close } = await signedInTab(browser, bench, { page: PORT });
    const dialog = page.getByRole("dialog");
    await dialog.getByText("The TCP port of the mail server").waitFor();
    await dialog.getByLabel("Value").fill("70000");
    await dialog.getByText("Cannot use Email/Port").waitFor();
    const save = dialog.getByRole("button", { name: "Save" });
    expect(await save.getAttribute("aria-disabled")).toBe("true");
    await dialog.getByLabel("Value").fill("465");
    await save.click();
    await dialog.waitFor({ state: "hidden" });
    expect(await storedIn(bench, "Email/Port")).toEqual(["465"]);
    expect(faults).toEqual([]);
    await close();
  });

  it("RegistryView() shows at once what a second browser changes, and marks what nobody knows", async () => {
    const bench = await startTestPages();
    const ann = await signedInTab(browser, bench, { page: "registry" });
    await ann.page.getByText("No key is set yet").waitFor();
    const ben = await signedInTab(browser, bench, { page: "registry", name: "ben" });
    await ben.page.getByRole("button", { name: "Add a key" }).click();
    await ben.page.getByLabel("Key", { exact: true }).fill("Boiler/Colour");
    await ben.page.getByRole("dialog").getByRole("button", { name: "Add a key" }).click();
    await ben.page.getByText("This key is in no catalogue").waitFor();
    await ben.page.getByRole("dialog").getByLabel("Value").fill("blue");
    await ben.page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await ann.page.getByRole("link", { name: "Boiler/Colour" }).waitFor();
    await ann.page.getByText("not known").waitFor();
    await ann.page.getByText("blue").waitFor();
    await ann.close();
    await ben.close();
  });

  it("RegistryView() says in the open dialog that somebody was faster, and keeps what was typed", async () => {
    const bench = await startTestPages();
    await bench.unit.registry.assign([["Email/Port", "25"]]);
    const { page, close } = await signedInTab(browser, bench, { page: PORT });
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Value").fill("465");
    await bench.unit.registry.assign([["Email/Port", "587"]]);
    await dialog.getByRole("button", { name: "Keep mine" }).click();
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "hidden" });
    expect(await storedIn(bench, "Email/Port")).toEqual(["465"]);
    await close();
  });

  it("RegistryView() shows what an import would change before it changes it", async () => {
    const bench = await startTestPages();
    await bench.unit.registry.assign([["Email/Port", "25"]]);
    const { page, close } = await signedInTab(browser, bench, { page: "registry?tab=import" });
    const text = page.getByLabel("Settings as text");
    await text.fill("[Email]\nPort = 70000\n");
    await page.getByRole("button", { name: "Show what would change" }).click();
    await page.getByText("Line 2").waitFor();
    await page.getByLabel("Choose a file").setInputFiles({
      name: "jnior.ini",
      mimeType: "text/plain",
      buffer: Buffer.from("[Email]\nPort = 465\nSMTPS = enabled\n"),
    });
    // A browser hands over a file when it has read it.
    await holds(page, "#field-import-document", "[Email]\nPort = 465\nSMTPS = enabled\n");
    await page.getByRole("button", { name: "Show what would change" }).click();
    const table = page.getByRole("table");
    await table.waitFor();
    expect(await table.locator("tbody tr").allInnerTexts()).toEqual([
      expect.stringMatching(/Email\/Port\s+25\s+465/),
      expect.stringMatching(/Email\/SMTPS\s+not set\s+enabled/),
    ]);
    // A key can be looked at, and nothing of the import is lost.
    await table.getByRole("link", { name: "Email/SMTPS" }).click();
    await page.getByRole("dialog").waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "What changes in effect" }).waitFor();
    expect(await text.inputValue()).toBe("[Email]\nPort = 465\nSMTPS = enabled\n");
    expect(await storedIn(bench, "Email/Port")).toEqual(["25"]);
    await page.getByRole("button", { name: "Make these 2 changes" }).click();
    await page.getByText("2 keys were changed.").waitFor();
    expect(await storedIn(bench, "Email/Port", "Email/SMTPS")).toEqual(["465", "enabled"]);
    await page.getByRole("link", { name: "History" }).click();
    await page.getByRole("heading", { name: /by ann$/ }).waitFor();
    await page.getByRole("button", { name: "Undo …" }).first().click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.locator("tbody tr").allInnerTexts()).toEqual([
      expect.stringMatching(/Email\/Port\s+465\s+25/),
      expect.stringMatching(/Email\/SMTPS\s+enabled\s+not set/),
    ]);
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Put it back" }).click();
    await page.getByText("2 settings were put back.").waitFor();
    expect(await storedIn(bench, "Email/Port", "Email/SMTPS")).toEqual(["25", undefined]);
    await close();
  });

  it("RegistryView() finds by key, value and meaning, also what is not set", async () => {
    const bench = await startTestPages();
    await bench.unit.registry.assign([["Email/Port", "2525"]]);
    const { page, close } = await signedInTab(browser, bench, { page: "registry" });
    await page.getByLabel("Search keys, values and meanings").fill("time server");
    await page.getByText("No key matches").waitFor();
    await page.getByLabel("Show keys that are not set, too").click();
    await page.getByRole("link", { name: "IpConfig/NtpServer" }).waitFor();
    await page.getByLabel("Search keys, values and meanings").fill("2525");
    await page.getByRole("link", { name: "Email/Port" }).waitFor();
    expect(await page.locator(".tree-row").count()).toBe(1);
    await close();
  });

  it("RegistryView() shows a viewer values and help, and no way to change them", async () => {
    const bench = await startTestPages();
    await bench.unit.registry.assign([["Email/Port", "25"]]);
    const viewer = { role: "viewer", name: "vera" } as const;
    const { page, close } = await signedInTab(browser, bench, { page: PORT, ...viewer });
    const dialog = page.getByRole("dialog");
    await dialog.getByText("TCP port", { exact: true }).waitFor();
    expect(await dialog.getByLabel("Value").isDisabled()).toBe(true);
    expect(await dialog.getByRole("button").allInnerTexts()).toEqual(["Close"]);
    const caller = await bench.logIn("vera", "viewer");
    const wishes = [{ key: "Email/Port", value: "465", was: "25" }];
    expect((await caller.call("PUT", "/api/v1/registry", { wishes })).status).toBe(403);
    await close();
  });
});
