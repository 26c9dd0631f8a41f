import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { callRow } from "../../_testing/call_row.ts";
import { followUnit } from "../../_testing/live_client.ts";
import { mailUnit, witness } from "../../_testing/mail_unit.ts";
import { startTestPages } from "../../_testing/test_pages.ts";
import { READ_HEALTH, READ_METRICS } from "./metrics_rows.ts";
import { SUBMIT_MESSAGE } from "./queue_rows.ts";

/** The samples, by name and labels; whatever is none of the text format fails the test. */
function samplesOf(text: unknown): Readonly<Record<string, number>> {
  const samples: Record<string, number> = {};
  const typed = new Set<string>();
  for (const line of String(text).trimEnd().split("\n")) {
    const type = /^# TYPE (\w+) (?:gauge|counter)$/.exec(line)?.[1];
    if (type !== undefined) typed.add(type);
    if (line.startsWith("#")) continue;
    const [, name = "", labels = "", value = ""] =
      /^(\w+)((?:\{\w+="[^"]*"(?:,\w+="[^"]*")*\})?) (-?[\d.e+-]+)$/.exec(line) ?? [];
    if (!typed.has(name)) throw new Error(`no sample: ${line}`);
    samples[`${name}${labels}`] = Number(value);
  }
  return samples;
}

describe("metricsEndpoints()", () => {
  it("metricsEndpoints() count what the unit does, for Prometheus", async () => {
    const pages = await startTestPages("viewer");
    const server = await witness();
    const unit = await mailUnit(pages.home, server.port());
    const live = await followUnit(pages);
    const control = await pages.program("control");
    const body = { to: ["ops@example.net"], subject: "Hello", text: "Look.\n" };
    await callRow(control, SUBMIT_MESSAGE, { body });
    const before = samplesOf(await callRow(pages, READ_METRICS));
    expect(before).toMatchObject({
      'fieldpost_queue_messages{state="waiting"}': 1,
      'fieldpost_deliveries_total{outcome="delivered",protection="clear"}': 0,
      fieldpost_can_send: 0,
      fieldpost_page_viewers: 1,
    });
    await unit.queue.run();
    await live.next("log", ({ lines }) => lines.some(({ event }) => event === "mail-outcome"));
    expect(samplesOf(await callRow(pages, READ_METRICS))).toMatchObject({
      'fieldpost_queue_messages{state="waiting"}': 0,
      fieldpost_queue_oldest_age_seconds: 0,
      'fieldpost_deliveries_total{outcome="delivered",protection="clear"}': 1,
      'fieldpost_deliveries_total{outcome="permanent",protection="clear"}': 0,
      fieldpost_can_send: 1,
      fieldpost_path_closed: 0,
      fieldpost_clock_plausible: 1,
    });
    const stranger = pages.as({ authorization: "Bearer nothing" });
    expect((await stranger.call("GET", "/metrics")).status).toBe(401);
  });

  it("metricsEndpoints() tell everybody whether the unit is well, and nobody why not", async () => {
    const pages = await startTestPages();
    const somebody = pages.as({});
    expect(await callRow(somebody, READ_HEALTH)).toBe("ok\n");
    const ill = await startTestPages();
    await rm(join(ill.home, "registry.ini"), { force: true });
    await mkdir(join(ill.home, "registry.ini"));
    const answer = await ill.as({}).call("GET", "/healthz");
    expect([answer.status, answer.body]).toEqual([503, "not well\n"]);
  });

  it("metricsEndpoints() notice that the service has stopped beating", async () => {
    const pages = await startTestPages();
    const beat = { pid: 1, startedAt: "2026-11-01T00:00:00Z", beatAt: "2026-11-01T00:00:00Z" };
    await writeFile(join(pages.home, "serve.json"), JSON.stringify(beat));
    expect((await pages.as({}).call("GET", "/healthz")).status).toBe(503);
  });
});
