import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { AUDIT_LINES, AUDIT_WINDOW_MS, AuditLog } from "./audit_log.ts";
import { SystemLog } from "./system_log.ts";

describe("AuditLog", () => {
  it("appendLimited() writes the first ones, and how many were left out", async () => {
    let nowMs = Date.UTC(2026, 10, 26);
    const clock = { nowMs: () => nowMs };
    const path = join(await temporaryHome(), "system.log");
    const log = new SystemLog({ path, clock, onFailure: () => undefined });
    const audit = new AuditLog({ log, clock });
    for (let at = 0; at < 1000; at++) {
      await audit.appendLimited({ event: "request-refused", text: `refused ${at}` });
    }
    await audit.append({ event: "login", text: "logged in" });
    nowMs += AUDIT_WINDOW_MS;
    await audit.appendLimited({ event: "request-refused", text: "refused again" });
    await audit.close();
    const texts = (await log.records()).map(({ text }) => text);
    expect(texts.slice(0, AUDIT_LINES)).toEqual(
      Array.from({ length: AUDIT_LINES }, (_, at) => `refused ${at}`),
    );
    expect(texts.slice(AUDIT_LINES)).toEqual([
      "logged in",
      "980 more of the kind request-refused were not written",
      "refused again",
    ]);
  });
});
