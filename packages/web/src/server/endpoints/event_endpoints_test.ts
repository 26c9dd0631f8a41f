import { startServe } from "@fieldpost/runtime";
import { describe, expect, it } from "@jest/globals";
import { callRow, refuseRow } from "../../_testing/call_row.ts";
import { followUnit } from "../../_testing/live_client.ts";
import { mailUnit, witness } from "../../_testing/mail_unit.ts";
import { startTestPages } from "../../_testing/test_pages.ts";
import { RAISE_EVENT, READ_EVENTS, REBOOT } from "./event_rows.ts";

const ALARM = {
  "Events/OnAlarm/Email": "enabled",
  "Events/OnAlarm/EmailBlock": "Water",
  "Email/Water/ToAddress": "ops@example.net",
  "Email/Water/Subject": "{unit}: water at {level}",
};

/** What a device sends in the background comes when the machine lets it. */
const PATIENCE = { timeoutMs: 120_000 } as const;

describe("eventEndpoints()", () => {
  it("eventEndpoints() raise an event: mailed at once, then collected, and told live", async () => {
    const pages = await startTestPages();
    await mailUnit(pages.home, 1, ALARM);
    const live = await followUnit(pages);
    const raise = { params: { name: "Alarm" }, body: { values: { level: "80" } } };
    const first = await callRow(pages, RAISE_EVENT, raise);
    expect(first).toEqual({
      kind: "mailed",
      text: "A message about OnAlarm is in the queue.",
      message: expect.stringMatching(/^[0-9a-z]{19}/),
    });
    await live.next("events");
    expect((await callRow(pages, RAISE_EVENT, raise)).kind).toBe("collected");
    expect(await callRow(pages, READ_EVENTS)).toEqual({
      events: [
        {
          ...{ name: "Alarm", isEnabled: true, block: "Water", holdOffMs: 300_000 },
          ...{ collected: 1, lastMailedAt: expect.any(String) },
        },
        {
          ...{ name: "Boot", isEnabled: false, block: null, holdOffMs: 300_000 },
          ...{ collected: 0, lastMailedAt: null },
        },
      ],
      blocks: ["Water"],
    });
  });

  it("eventEndpoints() reboot the device that serves, and Email On Boot arrives", async () => {
    const pages = await startTestPages();
    const server = await witness();
    await mailUnit(pages.home, server.port(), { "Events/OnBoot/Email": "enabled" });
    expect((await refuseRow(pages, REBOOT)).code).toBe("conflict");
    const serve = await startServe({ home: pages.home, environment: {} });
    try {
      expect((await server.next(PATIENCE)).subject).toBe("unit7.example.com: Boot");
      expect(await callRow(pages, REBOOT)).toEqual({ result: "rebooted" });
      expect((await server.next(PATIENCE)).subject).toBe("unit7.example.com: Boot");
    } finally {
      serve.stop();
      await serve.ended;
    }
  });

  it.each<[string, string, unknown]>([
    ["a path for a name", "../x", { values: {} }],
    ["a long name", "a".repeat(100), { values: {} }],
    ["a value with a bad name", "Alarm", { values: { "a b": "x" } }],
    ["a value that is no text", "Alarm", { values: { level: 80 } }],
    ["too many values", "Alarm", { values: manyValues(101) }],
    ["no values", "Alarm", {}],
  ])("eventEndpoints() refuse %s", async (_, name, body) => {
    const pages = await startTestPages();
    const { code } = await refuseRow(pages, RAISE_EVENT, { params: { name }, body });
    expect(code).toBe("bad-request");
  });
});

function manyValues(count: number): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`v${at}`, "x"]));
}
