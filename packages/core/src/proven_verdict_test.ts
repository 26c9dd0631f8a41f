import { describe, expect, it } from "@jest/globals";
import { outcomeOf } from "./outcome_of.ts";
import { provenVerdict } from "./proven_verdict.ts";

const SILENT = outcomeOf("greeting", { kind: "timeout" });
const REFUSED = outcomeOf("auth", {
  kind: "reply",
  reply: { code: 535, enhanced: "5.7.8", lines: ["5.7.8 No"] },
});

describe("provenVerdict()", () => {
  it.each([
    [SILENT, { speaks: "tls" }, "hold SMTPS_OFF_ON_TLS_PORT"],
    [SILENT, { speaks: "plain" }, "transient GREETING_TIMEOUT"],
    [SILENT, { speaks: "neither" }, "transient GREETING_TIMEOUT"],
    [SILENT, undefined, "transient GREETING_TIMEOUT"],
    [REFUSED, { speaks: "tls" }, "hold AUTH_REFUSED"],
  ] as const)("provenVerdict() makes of %j and %j a verdict %s", (verdict, opposite, expected) => {
    const { kind, code } = provenVerdict(verdict, opposite);
    expect(`${kind} ${code}`).toBe(expected);
  });
});
