import { chromium } from "playwright-core";
import { startDemoDevice } from "../../tools/dist/start_demo_device.js";
import { median } from "../statistics.mjs";

const ROUNDS = 5;
const SLOWER = 6;
const PASSWORD = "seven calm boilers";

/** The ways to the unit, in octets a second, with what a round trip takes on top. */
const WAYS = [
  { way: "a cable", latencyMs: 0, rate: -1 },
  { way: "1.6 Mbit/s, 150 ms", latencyMs: 150, rate: 200_000 },
  { way: "0.7 Mbit/s, 300 ms", latencyMs: 300, rate: 87_500 },
];

/** What is opened, and what is there when it can be used. */
const PAGES = [
  { page: "login", hash: "", usable: "form" },
  { page: "overview", hash: "#/overview", usable: "main h1" },
  { page: "email", hash: "#/email", usable: "#field-IpConfig-MailHost" },
];

/** First paint of the pages by a browser that has never seen them, on a processor six times as slow. */
export async function measurePaint() {
  const device = await startDemoDevice({ httpPort: 0 });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox"],
  });
  try {
    const session = await setUp(browser, device);
    const rows = [];
    for (const { way, ...network } of WAYS) {
      for (const { page, ...what } of PAGES) {
        const storageState = page === "login" ? undefined : session;
        const open = () => measureOnce(browser, { url: device.url, storageState, network, ...what });
        rows.push({ way, page, ...(await medians(open)) });
      }
    }
    return { slower: SLOWER, rounds: ROUNDS, rows };
  } finally {
    await browser.close();
    await device.stop();
  }
}

/** Makes the administrator, and returns what keeps him logged in. */
async function setUp(browser, { url, setupToken }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  const answer = await page.evaluate(
    async (body) => {
      const headers = { "content-type": "application/json" };
      return (await fetch("/api/v1/setup", { method: "POST", headers, body })).status;
    },
    JSON.stringify({ token: setupToken, username: "ann", password: PASSWORD }),
  );
  if (answer >= 300) {
    throw new Error(`Cannot set the device up: it answered ${answer}`);
  }
  const state = await context.storageState();
  await context.close();
  return state;
}

async function medians(measure) {
  const found = [];
  for (let round = 0; round < ROUNDS; round++) {
    found.push(await measure());
  }
  return Object.fromEntries(
    Object.keys(found[0]).map((name) => [name, median(found.map((each) => each[name]))]),
  );
}

async function measureOnce(browser, { url, hash, usable, storageState, network }) {
  const context = await browser.newContext({ storageState });
  const page = await context.newPage();
  const tools = await context.newCDPSession(page);
  const { latencyMs: latency, rate } = network;
  const rates = { downloadThroughput: rate, uploadThroughput: rate };
  await tools.send("Network.enable");
  await tools.send("Network.emulateNetworkConditions", { offline: false, latency, ...rates });
  await tools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  let octets = 0;
  tools.on("Network.loadingFinished", ({ encodedDataLength }) => {
    octets += encodedDataLength;
  });
  const began = performance.now();
  await page.goto(`${url}${hash}`);
  await page.locator(usable).first().waitFor();
  const usableMs = performance.now() - began;
  const paintMs = await page.evaluate(
    () => performance.getEntriesByName("first-contentful-paint")[0].startTime,
  );
  await context.close();
  return { paintMs, usableMs, kilobytes: octets / 1000 };
}
