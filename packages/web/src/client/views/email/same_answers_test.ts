import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { planConnection, Registry, readMailSettings } from "@fieldpost/core";
import { type Fieldpost, openFieldpost, toAscii } from "@fieldpost/runtime";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { type PlanOnPage, planOnPage } from "../../../_testing/plan_on_page.ts";
import { signedInTab } from "../../../_testing/signed_in_tab.ts";
import { startTestBrowser, type TestBrowser } from "../../../_testing/test_browser.ts";
import { startTestPages } from "../../../_testing/test_pages.ts";

let browser: TestBrowser;

/** As the page names the input of a key. */
function fieldId(key: string): string {
  return `field-${key.replaceAll("/", "-")}`;
}

beforeAll(async () => {
  browser = await startTestBrowser();
});

afterAll(() => browser.close());

const COMMAND = fileURLToPath(new URL("../../../../../cli/bin/fieldpost.js", import.meta.url));

type Assignments = Readonly<Record<string, string>>;

const BASE: Assignments = {
  "IpConfig/MailHost": "mail.example.com",
  "IpConfig/EmailAddress": "unit7@example.com",
  "IpConfig/HostName": "unit7.example.com",
};

const TABLE: readonly Assignments[] = [
  {},
  { "Email/Port": "465" },
  { "Email/Port": "465", "Email/SMTPS": "disabled" },
  { "Email/Port": "587", "Email/StartTLS": "required" },
  { "Email/Port": "587", "Email/SMTPS": "TRUE" },
  { "Email/Port": "2525", "Email/StartTLS": "disabled" },
  { "Email/Port": "587", "Email/Username": "unit7" },
  { "SSL/Enabled": "disabled", "SSL/Required": "enabled" },
  { "SSL/Required": "enabled", "Email/StartTLS": "disabled" },
  { "IpConfig/MailHost": "192.0.2.7", "Email/Port": "465" },
  { "IpConfig/MailHost": "localhost", "Email/StartTLS": "disabled" },
  { "IpConfig/MailHost": "b\u00fccher.example", "Email/StartTLS": "required" },
  { "Email/SkipVerificationDangerous": "I-accept" },
  { "Email/SkipVerificationDangerous": "I-accept", "Email/StartTLS": "required" },
  { "Device/Profile": "janos-1.6.2", "Email/Port": "465" },
  { "Email/HeloName": "unit7.example.com", "Email/Login": "if-offered" },
  { "Email/Colour": "blue" },
];

interface Answer {
  readonly mode: string | null;
  readonly refusals: readonly { readonly rule: string; readonly message: string }[];
  readonly reasons: readonly { readonly rule: string; readonly message: string }[];
  readonly warnings: readonly { readonly rule: string; readonly message: string }[];
}

/** An answer as the page shows it: why, or why not. */
function asShown({ mode, refusals, reasons, warnings }: Answer): PlanOnPage {
  const pairs = (all: Answer["reasons"]): [string, string][] =>
    all.map(({ rule, message }) => [rule, message]);
  return {
    mode: mode ?? "none",
    refusals: pairs(refusals),
    reasons: mode === null ? [] : pairs(reasons),
    warnings: pairs(warnings),
  };
}

function answerOfCore(settings: Assignments): PlanOnPage {
  const { registry } = Registry.empty.apply(Object.entries(settings));
  const reading = readMailSettings(registry, { toAscii, machineName: "unit7" });
  return asShown(planConnection({ ...reading, clockIsPlausible: true }));
}

async function answerOfCommand(home: string): Promise<PlanOnPage> {
  const environment = { ...process.env, FIELDPOST_HOME: home };
  const run = promisify(execFile)(process.execPath, [COMMAND, "plan", "--json"], {
    env: environment,
  });
  // A refused plan ends the command with another code than 0, and its answer is the same.
  const { stdout } = await run.catch((failure: { readonly stdout: string }) => failure);
  return asShown(JSON.parse(stdout) as Answer);
}

/** Replaces every setting of a unit. */
async function store(unit: Fieldpost, settings: Assignments): Promise<void> {
  const { registry } = await unit.registry.read();
  const gone = registry.entries().map(([key]): [string, string] => [key, ""]);
  await unit.registry.assign([...gone, ...Object.entries(settings)]);
}

/** Keys that say how the page itself is reached: with them stored it would answer elsewhere. */
function isOfThePage([key]: readonly [string, string]): boolean {
  return key.startsWith("SSL/");
}

async function typeInto(page: Page, settings: Assignments): Promise<void> {
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll("details")) fold.open = true;
  });
  for (const [key, value] of Object.entries(settings)) {
    await page.locator(`#${fieldId(key)}`).selectOption(value);
  }
}

describe("EmailView()", () => {
  it("EmailView() answers as the command and as core do", async () => {
    const bench = await startTestPages();
    const home = join(bench.home, "command");
    const other = await openFieldpost({ home });
    const { page, close } = await signedInTab(browser, bench, { page: "email" });
    for (const row of TABLE) {
      const settings = Object.entries({ ...BASE, ...row });
      const typed = Object.fromEntries(settings.filter(isOfThePage));
      await store(other, Object.fromEntries(settings));
      await store(bench.unit, Object.fromEntries(settings.filter((each) => !isOfThePage(each))));
      await page.reload();
      await page.locator(".plan-panel").waitFor();
      await typeInto(page, typed);
      const expected = answerOfCore(Object.fromEntries(settings));
      expect([row, await answerOfCommand(home)]).toEqual([row, expected]);
      expect([row, await planOnPage(page)]).toEqual([row, expected]);
    }
    await close();
  });
});
