import type { EndpointRow } from "../endpoint.ts";

const GROUP = "Monitoring";

/** Numbers for Prometheus. */
export const READ_METRICS: EndpointRow = {
  id: "readMetrics",
  method: "GET",
  path: "/metrics",
  access: "viewer",
  summary: "Gives the numbers of this unit in the text format of Prometheus.",
  group: GROUP,
  answer: { kind: "file", mediaType: "text/plain; version=0.0.4; charset=utf-8" },
};

/** Whether the unit is well. */
export const READ_HEALTH: EndpointRow = {
  id: "readHealth",
  method: "GET",
  path: "/healthz",
  access: "public",
  summary:
    "Answers 200 when the unit can do its work, 503 when it cannot; why is for those who log in.",
  group: GROUP,
  answer: { kind: "file", mediaType: "text/plain; charset=utf-8" },
};
