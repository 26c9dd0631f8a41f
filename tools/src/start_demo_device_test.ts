import { stat } from "node:fs/promises";
import { describe, expect, it } from "@jest/globals";
import { startDemoDevice } from "./start_demo_device.ts";

describe("startDemoDevice()", () => {
  it("startDemoDevice() boots with an email, shows its pages, and leaves nothing behind", async () => {
    const device = await startDemoDevice({ httpPort: 0 });
    const wanted = { to: "ops@example.net", subject: /has started/, timeoutMs: 120_000 };
    const boot = await device.server.next(wanted);
    expect(boot.subject).toBe("Boiler 7 has started");
    expect(boot.tls).not.toBeNull();
    const page = await fetch(device.url);
    expect([page.status, page.headers.get("content-type")]).toEqual([
      200,
      "text/html; charset=utf-8",
    ]);
    await device.stop();
    await expect(stat(device.home)).rejects.toThrow("ENOENT");
  });
});
