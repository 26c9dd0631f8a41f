import { describe, expect, it } from "@jest/globals";
import type { OverviewState } from "../../api/overview_api.ts";
import { formatMetrics } from "./metrics_text.ts";

const KNOWN: OverviewState = {
  unitName: "unit7",
  version: "0.1.0",
  startedAt: "2026-11-26T10:00:00.000Z",
  now: "2026-11-26T12:00:00.000Z",
  canSend: "yes",
  reasons: [],
  lastDelivery: null,
  queue: {
    waiting: 2,
    sending: 1,
    held: 1,
    oldestAt: "2026-11-26T11:59:00.000Z",
    nextAttemptAt: null,
    path: null,
  },
  certificate: {
    subject: "mail.example.com",
    issuer: "R3",
    validTo: "2026-12-06T12:00:00.000Z",
    daysLeft: 10,
    seenAt: "2026-11-26T11:59:00.000Z",
  },
  clock: { isPlausible: true, offsetMs: -250, askedAt: "2026-11-26T11:59:00.000Z" },
  attention: [],
  trial: null,
};

function samplesOf(overview: OverviewState): readonly string[] {
  const deliveries = [{ outcome: "delivered", protection: "verified", count: 3 }];
  const text = formatMetrics({ overview, deliveries, sessions: 1, viewers: 1 });
  return text
    .split("\n")
    .filter((line) => /^fieldpost_(?:queue|certificate|clock|deliveries.*verified)/.test(line));
}

const OF_THE_QUEUE = [
  'fieldpost_queue_messages{state="waiting"} 2',
  'fieldpost_queue_messages{state="held"} 1',
  "fieldpost_queue_sending 1",
  "fieldpost_queue_oldest_age_seconds 60",
  'fieldpost_deliveries_total{outcome="delivered",protection="verified"} 3',
  'fieldpost_deliveries_total{outcome="transient",protection="verified"} 0',
  'fieldpost_deliveries_total{outcome="permanent",protection="verified"} 0',
  'fieldpost_deliveries_total{outcome="hold",protection="verified"} 0',
  'fieldpost_deliveries_total{outcome="uncertain",protection="verified"} 0',
];

describe("formatMetrics()", () => {
  it("formatMetrics() tells queue, age, deliveries, certificate and clock", () => {
    expect(samplesOf(KNOWN)).toEqual([
      ...OF_THE_QUEUE,
      "fieldpost_certificate_expires_days 10",
      "fieldpost_clock_offset_seconds -0.25",
      "fieldpost_clock_plausible 1",
    ]);
  });

  it("formatMetrics() has no sample of what is not known", () => {
    const clock = { ...KNOWN.clock, offsetMs: null, askedAt: null };
    expect(samplesOf({ ...KNOWN, certificate: null, clock })).toEqual([
      ...OF_THE_QUEUE,
      "fieldpost_clock_plausible 1",
    ]);
  });
});
