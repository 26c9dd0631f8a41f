import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { holdAnswer } from "../../_testing/held_answer.ts";
import { holds } from "../../_testing/holds.ts";
import { mailUnit } from "../../_testing/mail_unit.ts";
import { signedInTab } from "../../_testing/signed_in_tab.ts";
import { startTestBrowser, type TestBrowser } from "../../_testing/test_browser.ts";
import { startTestPages } from "../../_testing/test_pages.ts";

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startTestBrowser();
});

afterAll(() => browser.close());

describe("SaveBar()", () => {
  it("SaveBar() keeps what is typed while the unit saves", async () => {
    const bench = await startTestPages();
    const { page, close } = await signedInTab(browser, bench, { page: "events/Boot" });
    await page.getByLabel("Subject").fill("{unit} is up");
    const saving = await holdAnswer(page, "PUT /api/v1/registry");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await saving.given;
    await page.getByLabel("Message", { exact: true }).fill("At {time}");
    await page.getByLabel("Subject").fill("{unit} is up again");
    saving.release();
    await page.getByText("1 setting was changed.").waitFor();
    await holds(page, "#field-Email-Boot-Message", "At {time}");
    await holds(page, "#field-Email-Boot-Subject", "{unit} is up again");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("2 settings were changed.").waitFor();
    const { registry } = await bench.unit.registry.read();
    const keys = ["Email/Boot/Subject", "Email/Boot/Message"];
    expect(keys.map((key) => registry.get(key))).toEqual(["{unit} is up again", "At {time}"]);
    await close();
  });
});

describe("QuestionDialog()", () => {
  it("QuestionDialog() that was closed closes no other one when its answer comes", async () => {
    const bench = await startTestPages();
    await bench.logIn("ben", "viewer");
    const { page, close } = await signedInTab(browser, bench, { page: "users" });
    const dialog = page.getByRole("dialog");
    const deleting = await holdAnswer(page, "DELETE /api/v1/users/ben");
    await page.getByRole("button", { name: "Delete ben" }).click();
    await dialog.getByRole("button", { name: "Delete" }).click();
    await deleting.given;
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await page.getByRole("button", { name: "Add a user" }).click();
    await dialog.getByLabel("Name", { exact: true }).fill("cleo");
    deleting.release();
    await page.getByRole("button", { name: "Delete ben" }).waitFor({ state: "detached" });
    expect(await dialog.getByLabel("Name", { exact: true }).inputValue()).toBe("cleo");
    await close();
  });
});

describe("ImportTab()", () => {
  it("ImportTab() does not take an answer for what was typed since", async () => {
    const bench = await startTestPages();
    const { page, close } = await signedInTab(browser, bench, { page: "registry?tab=import" });
    const preview = page.getByRole("button", { name: "Show what would change" });
    const text = page.getByLabel("Settings as text");
    await text.fill("Email/Port = 70000\n");
    const asking = await holdAnswer(page, "POST /api/v1/registry/import");
    await preview.click();
    await asking.given;
    await text.fill("Email/Port = 465\n");
    asking.release();
    await preview.and(page.locator("[aria-busy=false]")).click();
    await page.getByRole("button", { name: "Make this change" }).waitFor();
    expect(await page.getByText("Line 1").count()).toBe(0);
    expect(await text.inputValue()).toBe("Email/Port = 465\n");
    await close();
  });
});

describe("EventActions()", () => {
  it("EventActions() offers to remove an event when it is known what that removes", async () => {
    const bench = await startTestPages();
    await bench.unit.registry.assign([["Events/OnAlarm/Email", "enabled"]]);
    const { page, close } = await signedInTab(browser, bench, { page: "events" });
    const reading = await holdAnswer(page, "GET /api/v1/registry");
    await page.getByRole("link", { name: "Alarm", exact: true }).click();
    await reading.given;
    await page.getByRole("button", { name: "Raise now" }).waitFor();
    expect(await page.getByRole("button", { name: "Remove" }).count()).toBe(0);
    reading.release();
    await page.getByRole("button", { name: "Remove" }).waitFor();
    await close();
  });
});

describe("MessageView()", () => {
  it("MessageView() shows what happens while it is read for the first time", async () => {
    const bench = await startTestPages();
    await mailUnit(bench.home, 1);
    const body = { to: ["ops@example.net"], subject: "Boiler 7 is hot", text: "Look.\n" };
    const { message } = (await bench.call("POST", "/api/v1/messages", body)).body as {
      message: string;
    };
    const { page, close } = await signedInTab(browser, bench, { page: "outbox" });
    const reading = await holdAnswer(page, `GET /api/v1/queue/${message}`);
    await page.getByRole("link", { name: "Boiler 7 is hot" }).click();
    await reading.given;
    await bench.call("POST", `/api/v1/queue/${message}`, { command: "hold" });
    await page.getByText("It stays here until somebody releases it.").waitFor();
    reading.release();
    await page.getByRole("button", { name: "Release" }).click();
    await page.getByText("It is tried again by itself").waitFor();
    await close();
  });
});
