import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mailUnit, witness } from "../../../_testing/mail_unit.ts";
import { signedInTab } from "../../../_testing/signed_in_tab.ts";
import { startTestBrowser, type TestBrowser } from "../../../_testing/test_browser.ts";
import { startTestPages, type TestPages } from "../../../_testing/test_pages.ts";

let browser: TestBrowser;

beforeAll(async () => {
  browser = await startTestBrowser();
});

afterAll(() => browser.close());

async function submit(
  bench: TestPages,
  subject: string,
  to: readonly string[] = ["ops@example.net"],
): Promise<string> {
  const body = { to, subject, text: "Look.\n" };
  const answer = await bench.call("POST", "/api/v1/messages", body);
  return (answer.body as { message: string }).message;
}

describe("OutboxView()", () => {
  it("OutboxView() shows a message that is accepted, and moves it when it was delivered", async () => {
    const bench = await startTestPages();
    const server = await witness();
    const unit = await mailUnit(bench.home, server.port());
    const { page, faults, close } = await signedInTab(browser, bench, { page: "outbox" });
    await page.getByText("The queue is empty").waitFor();
    await submit(bench, "Boiler 7 is hot");
    const queue = page.getByRole("region", { name: "In the queue" });
    await queue.getByRole("link", { name: "Boiler 7 is hot" }).waitFor();
    await unit.queue.run();
    const over = page.getByRole("region", { name: "Finished" });
    await over.getByText("Delivered", { exact: true }).waitFor();
    expect((await server.next()).subject).toBe("Boiler 7 is hot");
    expect(await queue.getByRole("link").count()).toBe(0);
    await over.getByText("In clear").waitFor();
    // What the page has forgotten the unit still knows.
    await page.reload();
    await over.getByRole("link", { name: "Boiler 7 is hot" }).click();
    await page.getByRole("heading", { name: "Boiler 7 is hot" }).waitFor();
    await page.getByText("the interface of these pages, for token test").waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it("OutboxView() shows live that a message is being sent, and what became of it", async () => {
    const bench = await startTestPages();
    const server = await witness({
      faults: [{ when: { stage: "end-of-data" }, act: { hang: true } }],
    });
    const unit = await mailUnit(bench.home, server.port());
    const message = await submit(bench, "Boiler 7 is hot");
    const { page, faults, close } = await signedInTab(browser, bench, { page: "outbox" });
    await page.getByRole("table").getByText("Waiting", { exact: true }).waitFor();
    const end = new AbortController();
    const running = unit.queue.run({ signal: end.signal });
    await page.getByRole("table").getByText("Being sent", { exact: true }).waitFor();
    await page.getByText(`to localhost port ${server.port()}, begun`).waitFor();
    await page.getByText("1 is being sent").waitFor();
    await page.getByRole("link", { name: "Boiler 7 is hot" }).click();
    await page.getByText("A connection to the mail server has it at this moment.").waitFor();
    expect(await page.getByRole("button", { name: "Delete" }).count()).toBe(0);
    expect(await page.getByText("This message may already be delivered").count()).toBe(0);
    end.abort();
    await running;
    await page.getByText("This message may already be delivered").waitFor();
    await page.getByRole("button", { name: "Delete" }).waitFor();
    expect((await bench.unit.queue.find(message))?.sending).toBeUndefined();
    expect(faults).toEqual([]);
    await close();
  });

  it("OutboxView() finds messages by words and state, and tells when there is none", async () => {
    const bench = await startTestPages();
    const server = await witness();
    const unit = await mailUnit(bench.home, server.port());
    await submit(bench, "Pump 3 is dry");
    await unit.queue.run();
    await submit(bench, "Pump 4 is dry");
    const { page, faults, close } = await signedInTab(browser, bench, { page: "outbox" });
    const links = page.getByRole("main").getByRole("link", { name: /^Pump/ });
    await page.getByRole("link", { name: "Pump 4 is dry" }).waitFor();
    expect(await links.count()).toBe(2);
    const field = page.getByLabel("Search subject, addresses, names");
    await field.fill("pump 3");
    await page.getByRole("link", { name: "Pump 4 is dry" }).waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Pump 3 is dry" }).waitFor();
    await field.fill("pump");
    await page.getByLabel("State").selectOption("waiting");
    await page.getByRole("link", { name: "Pump 3 is dry" }).waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Pump 4 is dry" }).waitFor();
    // What comes meanwhile is found as well.
    await submit(bench, "Pump 5 is dry");
    await page.getByRole("link", { name: "Pump 5 is dry" }).waitFor();
    await field.fill("pump 6");
    await page.getByText("No message is found").waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it("OutboxView() holds, releases and deletes, and asks before it deletes", async () => {
    const bench = await startTestPages();
    await mailUnit(bench.home, 1);
    const message = await submit(bench, "Boiler 7 is hot");
    const { page, close } = await signedInTab(browser, bench, {
      page: `outbox/${message}`,
      role: "control",
      name: "cleo",
    });
    await page.getByRole("button", { name: "Hold" }).click();
    await page.getByText("It stays here until somebody releases it.").waitFor();
    await page.getByRole("button", { name: "Release" }).click();
    await page.getByText("It is tried again by itself").waitFor();
    await page.getByRole("button", { name: "Delete" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    expect(await page.getByText("From", { exact: true }).count()).toBe(1);
    expect((await bench.unit.queue.find(message))?.status.phase).toBe("waiting");
    await page.getByRole("button", { name: "Delete" }).click();
    await dialog.getByRole("button", { name: "Delete it" }).click();
    await page.getByText("Somebody took it out of the queue for good.").waitFor();
    expect(await page.getByRole("link", { name: "Download (.eml)" }).count()).toBe(0);
    await page.getByRole("heading", { name: "Boiler 7 is hot" }).waitFor();
    await page.getByText("unit7@example.com").first().waitFor();
    await close();
  });

  it("OutboxView() says that a message was delivered in part, and finds it among the failed", async () => {
    const bench = await startTestPages();
    const server = await witness({ faults: [{ preset: "unknown-user", to: "gone@*" }] });
    const unit = await mailUnit(bench.home, server.port());
    await submit(bench, "Boiler 7 is hot", ["ops@example.net", "gone@example.net"]);
    await unit.queue.run();
    const { page, faults, close } = await signedInTab(browser, bench, { page: "outbox" });
    await page.getByLabel("State").selectOption("failed");
    await page.getByRole("table").getByText("Delivered in part", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Boiler 7 is hot" }).click();
    await page.getByText("the others will not get it").waitFor();
    const outcomes = page.getByRole("region", { name: "What became of it" });
    await outcomes.getByText("Delivered", { exact: true }).waitFor();
    await outcomes.getByText("Failed for good", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Download (.eml)" }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it("OutboxView() says of each recipient of a held message that it is held", async () => {
    const bench = await startTestPages();
    const server = await witness({ faults: [{ preset: "mailbox-full" }] });
    const unit = await mailUnit(bench.home, server.port());
    const message = await submit(bench, "Boiler 7 is hot");
    await unit.queue.run();
    const { page, close } = await signedInTab(browser, bench, { page: `outbox/${message}` });
    const outcomes = page.getByRole("region", { name: "What became of it" });
    await outcomes.getByText("Not yet; tried again", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Hold" }).click();
    await outcomes.getByText("Not yet; held", { exact: true }).waitFor();
    expect(await page.getByRole("main").getByText("tried again").count()).toBe(0);
    await page.getByRole("button", { name: "Release" }).click();
    await outcomes.getByText("Not yet; tried again", { exact: true }).waitFor();
    await close();
  });

  it("OutboxView() says of a message whose answer was lost that it may be delivered", async () => {
    const bench = await startTestPages();
    const server = await witness({ faults: [{ preset: "lost-250" }] });
    const unit = await mailUnit(bench.home, server.port());
    const message = await submit(bench, "Boiler 7 is hot");
    await unit.queue.run();
    const { page, close } = await signedInTab(browser, bench, { page: "outbox" });
    await page.getByText("May be delivered", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Boiler 7 is hot" }).click();
    await page.getByText("This message may already be delivered").waitFor();
    expect((await bench.unit.queue.find(message))?.status.recipients[0]?.state).toBe("uncertain");
    await close();
  });

  it("OutboxView() tells why nothing leaves, and one click sets what helps", async () => {
    const bench = await startTestPages();
    const server = await witness({ listeners: [{ tls: "implicit" }] });
    const unit = await mailUnit(bench.home, server.port());
    const message = await submit(bench, "Boiler 7 is hot");
    await unit.queue.run();
    const { page, close } = await signedInTab(browser, bench, { page: `outbox/${message}` });
    await page.getByText("Nothing leaves at the moment").waitFor();
    await page.getByText("What helps:").first().waitFor();
    expect(await page.locator(".transcript li").count()).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Make this change" }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Make this change" }).click();
    // With other settings the way is open again, and the page hears of it.
    await page.getByText("Nothing leaves at the moment").waitFor({ state: "detached" });
    const { registry } = await bench.unit.registry.read();
    expect(registry.get("Email/SMTPS")).toBe("enabled");
    await close();
  });

  it("OutboxView() shows a viewer no button that changes anything, and the unit refuses it", async () => {
    const bench = await startTestPages();
    await mailUnit(bench.home, 1);
    const message = await submit(bench, "Boiler 7 is hot");
    const { page, close } = await signedInTab(browser, bench, {
      page: `outbox/${message}`,
      role: "viewer",
      name: "vera",
    });
    await page.getByText("What has happened").waitFor();
    expect(await page.locator("main button").count()).toBe(0);
    const viewer = await bench.logIn("vera", "viewer");
    const held = await viewer.call("POST", `/api/v1/queue/${message}`, { command: "hold" });
    const content = await viewer.call("GET", `/api/v1/queue/${message}/content`);
    expect([held.status, content.status]).toEqual([403, 403]);
    await close();
  });
});
