import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mailUnit, witness } from "../../../_testing/mail_unit.ts";
import { signedInTab } from "../../../_testing/signed_in_tab.ts";
import { startTestBrowser, type TestBrowser } from "../../../_testing/test_browser.ts";
import { startTestPages } from "../../../_testing/test_pages.ts";

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startTestBrowser();
});

afterAll(() => browser.close());

describe("EventsView()", () => {
  it("EventsView() adds an event with its message, and what was previewed arrives", async () => {
    const bench = await startTestPages();
    const server = await witness();
    const unit = await mailUnit(bench.home, server.port());
    const { page, faults, close } = await signedInTab(browser, bench, { page: "events" });
    await page.getByRole("link", { name: "Email On Boot" }).waitFor();
    await page.getByRole("button", { name: "Add an event" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Name of the event").fill("../Alarm");
    await dialog.getByRole("button", { name: "Add an event" }).click();
    await dialog.getByText("This is no name for an event").waitFor();
    await dialog.getByLabel("Name of the event").fill("Alarm");
    await dialog.getByRole("button", { name: "Add an event" }).click();
    expect(await page.getByLabel("Send a message").isChecked()).toBe(true);
    await page.getByLabel("Hold-off", { exact: true }).fill("1.5");
    await page.getByText("90,000 milliseconds in the registry.").waitFor();
    await page.getByLabel("To", { exact: true }).fill("ops@example.net");
    await page.getByLabel("Subject").fill("{unit}: water at {level}");
    await page.getByLabel("Values to try, one a line").fill("level=93 cm");
    const preview = page.getByRole("region", { name: "Preview" });
    await preview.getByText("unit7.example.com: water at 93 cm").waitFor();
    await page.getByLabel("Try it out").fill("me@example.net");
    await page.getByRole("button", { name: "Send the preview" }).click();
    await preview.getByText("Delivered to the mail server for me@example.net").waitFor();
    const tried = await server.next({ to: "me@example.net" });
    expect(tried.subject).toBe("unit7.example.com: water at 93 cm");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("4 settings were changed.").waitFor();
    const { registry } = await unit.registry.read();
    expect(registry.get("Events/OnAlarm/HoldOff")).toBe("90000");

    await page.getByRole("button", { name: "Raise now" }).click();
    await dialog.getByLabel("Values, one a line").fill("93 cm");
    await dialog.getByRole("button", { name: "Raise it" }).click();
    await dialog.getByText("“93 cm” is no value").waitFor();
    await dialog.getByLabel("Values, one a line").fill("level=93 cm");
    await dialog.getByRole("button", { name: "Raise it" }).click();
    await dialog.getByText("The event was raised").waitFor();
    await unit.queue.run();
    expect((await server.next()).subject).toBe("unit7.example.com: water at 93 cm");
    expect(faults).toEqual([]);
    await close();
  });

  it("EventsView() says what nothing fills, and what is wrong with an address", async () => {
    const bench = await startTestPages();
    const { page, close } = await signedInTab(browser, bench, { page: "events/Boot" });
    // The unit raises Boot without values.
    const preview = page.getByRole("region", { name: "Preview" });
    expect(await preview.locator("pre").innerText()).toMatch(/^Boot on \S+ at [^\n]+\n?$/);
    expect(await preview.getByLabel("Values to try, one a line").count()).toBe(0);
    expect(await page.getByText("level").count()).toBe(0);
    await page.getByLabel("Message", { exact: true }).fill("Pump {pump} at {time}");
    await page.getByText("Nothing fills {pump} here.").waitFor();
    await page.getByLabel("To", { exact: true }).fill("nobody");
    await page.getByText("Cannot use Email/Boot/ToAddress").waitFor();
    await page.getByText("a recipient cannot be used").waitFor();
    const save = page.getByRole("button", { name: "Save", exact: true });
    expect(await save.getAttribute("aria-disabled")).toBe("true");
    await page.getByText("1 problem has to be put right first.").waitFor();
    await page.getByLabel("To", { exact: true }).fill("ops@example.net");
    await page.getByText("1 problem").waitFor({ state: "detached" });
    expect(await save.getAttribute("aria-disabled")).toBe("false");
    await close();
  });

  it("EventsView() removes an event, and keeps its block", async () => {
    const bench = await startTestPages();
    await bench.unit.registry.assign([
      ["Events/OnAlarm/Email", "enabled"],
      ["Email/Alarm/Subject", "Water"],
    ]);
    const { page, close } = await signedInTab(browser, bench, { page: "events/Alarm" });
    await page.getByRole("button", { name: "Remove" }).click();
    await page.getByRole("button", { name: "Remove it" }).click();
    await page.getByText("The event Alarm is removed.").waitFor();
    const { registry } = await bench.unit.registry.read();
    expect([registry.get("Events/OnAlarm/Email"), registry.get("Email/Alarm/Subject")]).toEqual([
      undefined,
      "Water",
    ]);
    await close();
  });

  it("EventsView() shows a viewer the event and its preview, and nothing to press", async () => {
    const bench = await startTestPages();
    const viewer = { role: "viewer", name: "vera" } as const;
    const { page, close } = await signedInTab(browser, bench, { page: "events/Boot", ...viewer });
    await page.getByRole("region", { name: "Preview" }).waitFor();
    expect(await page.locator("main button").count()).toBe(0);
    expect(await page.getByLabel("Subject").isDisabled()).toBe(true);
    const caller = await bench.logIn("vera", "viewer");
    const raised = await caller.call("POST", "/api/v1/events/Boot", { values: {} });
    const rebooted = await caller.call("POST", "/api/v1/reboot");
    expect([raised.status, rebooted.status]).toEqual([403, 403]);
    await close();
  });
});
