import type { OutcomeKind } from "@fieldpost/core";
import type { OverviewState } from "../../api/overview_api.ts";
import type { DeliveryCount } from "../live/delivery_counters.ts";

/** What the numbers are made from. */
export interface MetricsFacts {
  readonly overview: OverviewState;
  readonly deliveries: readonly DeliveryCount[];
  readonly sessions: number;
  readonly viewers: number;
}

interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Metric {
  readonly name: string;
  readonly type: "gauge" | "counter";
  readonly help: string;
  readonly samples: readonly Sample[];
}

const OUTCOMES: readonly OutcomeKind[] = [
  "delivered",
  "transient",
  "permanent",
  "hold",
  "uncertain",
];

const PROTECTIONS: readonly string[] = ["verified", "encrypted", "clear"];

/**
 * Writes the numbers of a unit in the text format of Prometheus. What is not known has no sample.
 *
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function formatMetrics(facts: MetricsFacts): string {
  return metricsOf(facts)
    .filter(({ samples }) => samples.length > 0)
    .map(formatMetric)
    .join("");
}

function metricsOf({ overview, deliveries, sessions, viewers }: MetricsFacts): readonly Metric[] {
  const { queue, certificate, clock, version, now, startedAt, canSend } = overview;
  const ageOf = (at: string) => (Date.parse(now) - Date.parse(at)) / 1000;
  return [
    gauge("build_info", "The version that runs.", { labels: { version }, value: 1 }),
    gauge("start_time_seconds", "When the pages were started, in seconds since 1970.", {
      value: Date.parse(startedAt) / 1000,
    }),
    gauge("can_send", "1 when a message was delivered with the settings as they are.", {
      value: canSend === "yes" ? 1 : 0,
    }),
    gauge("path_closed", "1 while settings or the mail server keep everything from leaving.", {
      value: queue.path === null ? 0 : 1,
    }),
    gauge(
      "queue_messages",
      "Messages in the queue.",
      { labels: { state: "waiting" }, value: queue.waiting },
      { labels: { state: "held" }, value: queue.held },
    ),
    gauge(
      "queue_sending",
      "Messages that are being sent at this moment; they count as waiting as well.",
      { value: queue.sending },
    ),
    gauge("queue_oldest_age_seconds", "How long the oldest message has been in the queue.", {
      value: queue.oldestAt === null ? 0 : Math.max(0, ageOf(queue.oldestAt)),
    }),
    deliveryMetric(deliveries),
    gauge(
      "certificate_expires_days",
      "Whole days until the certificate that the mail server last showed ends.",
      ...(certificate === null ? [] : [{ value: certificate.daysLeft }]),
    ),
    gauge(
      "clock_offset_seconds",
      "What has to be added to the clock, as a time server last said.",
      ...(clock.offsetMs === null ? [] : [{ value: clock.offsetMs / 1000 }]),
    ),
    gauge("clock_plausible", "0 when the clock is earlier than the program.", {
      value: clock.isPlausible ? 1 : 0,
    }),
    gauge("page_sessions", "Logins that are good.", { value: sessions }),
    gauge("page_viewers", "Viewers that follow what changes.", { value: viewers }),
  ];
}

function gauge(name: string, help: string, ...samples: readonly Sample[]): Metric {
  return { name: `fieldpost_${name}`, type: "gauge", help, samples };
}

function deliveryMetric(deliveries: readonly DeliveryCount[]): Metric {
  const zeros = OUTCOMES.flatMap((outcome) =>
    PROTECTIONS.map((protection) => ({ outcome, protection, count: 0 })),
  );
  const counts = new Map(
    [...zeros, ...deliveries].map((each) => [`${each.outcome} ${each.protection}`, each]),
  );
  return {
    name: "fieldpost_deliveries_total",
    type: "counter",
    help: "Outcomes per recipient since the pages were started, by how the channel was protected.",
    samples: [...counts.values()].map(({ outcome, protection, count }) => ({
      labels: { outcome, protection },
      value: count,
    })),
  };
}

function formatMetric({ name, type, help, samples }: Metric): string {
  const lines = samples.map(({ labels, value }) => `${name}${formatLabels(labels)} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join("")}`;
}

function formatLabels(labels: Sample["labels"]): string {
  if (labels === undefined) return "";
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return `{${pairs.join(",")}}`;
}

function escapeLabel(value: string): string {
  return value.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n");
}
