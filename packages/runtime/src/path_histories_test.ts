import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type MockSmtp, startMockSmtp } from "@fieldpost/mock-smtp";
import { afterEach, describe, expect, it } from "@jest/globals";
import { MESSAGE, openUnit, shortOf, type TestUnit } from "./_testing/delivery.ts";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { systemClock } from "./clock.ts";
import { nodeFiles } from "./durable_files.ts";
import { PathHistories } from "./path_histories.ts";

const servers: MockSmtp[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function start(options: Parameters<typeof startMockSmtp>[0]): Promise<MockSmtp> {
  const server = await startMockSmtp(options);
  servers.push(server);
  return server;
}

function historiesIn(home: string): PathHistories {
  return new PathHistories({
    path: join(home, "history.json"),
    files: nodeFiles,
    clock: systemClock,
  });
}

describe("PathHistories", () => {
  it("keeps the best of each host and port, for other processes too", async () => {
    const home = temporaryHome();
    await historiesIn(home).add("mx:25", { startTls: true, verified: false });
    await historiesIn(home).add("mx:25", { startTls: false, verified: true });
    await historiesIn(home).add("mx:587", { startTls: false, verified: false });
    expect(await historiesIn(home).read("mx:25")).toEqual({ startTls: true, verified: true });
    expect(await historiesIn(home).read("mx:587")).toEqual({ startTls: false, verified: false });
    expect(await historiesIn(home).read("other:25")).toBeUndefined();
  });

  it("begins anew when its file cannot be read", async () => {
    const home = temporaryHome();
    await writeFile(join(home, "history.json"), "{ torn");
    await historiesIn(home).add("mx:25", { startTls: true, verified: true });
    expect(await historiesIn(home).read("mx:25")).toEqual({ startTls: true, verified: true });
  });
});

describe("Fieldpost.sendNow() to a server that does worse than before", () => {
  async function sendAgain(
    settings: Readonly<Record<string, string>>,
  ): Promise<{ opened: TestUnit; outcomes: string[] }> {
    const server = await start({ listeners: [{ tls: "starttls" }] });
    const port = server.port();
    const opened = await openUnit({ settings: { "Email/Port": port, ...settings }, ca: server.ca });
    expect(shortOf(await opened.unit.sendNow(MESSAGE))).toEqual(["delivered DELIVERED"]);
    await server.close();
    await start({ listeners: [{ tls: "none", port }] });
    return { opened, outcomes: shortOf(await opened.unit.sendNow(MESSAGE)) };
  }

  it("sends nothing where STARTTLS was once offered", async () => {
    const { opened, outcomes } = await sendAgain({});
    expect(outcomes).toEqual(["transient DOWNGRADE"]);
    expect((await opened.unit.log.lines()).at(-1)).toContain("not delivered yet, in clear");
  });

  it("sends where that was accepted in so many words", async () => {
    const { outcomes } = await sendAgain({ "Email/DowngradeDangerous": "I-accept" });
    expect(outcomes).toEqual(["delivered DELIVERED"]);
  });
});

describe("Fieldpost.sendNow() with a pin", () => {
  const required = { "Email/StartTLS": "required" };

  it("trusts the pinned key without an authority, and no other key with one", async () => {
    const server = await start({ listeners: [{ tls: "starttls" }] });
    const port = { "Email/Port": server.port(), ...required };
    const wrong = await openUnit({
      settings: { ...port, "Email/Pin1": `sha256/${"A".repeat(43)}=` },
      ca: server.ca,
    });
    const refused = await wrong.unit.sendNow(MESSAGE);
    expect(shortOf(refused)).toEqual(["hold PIN_MISMATCH"]);
    const words = refused.kind === "sent" ? (refused.recipients[0]?.lastWords ?? "") : "";
    const pin = /key is (sha256\/\S+),/.exec(words)?.[1] ?? "";

    const right = await openUnit({ settings: { ...port, "Email/Pin2": pin } });
    const sent = await right.unit.sendNow(MESSAGE);
    expect(shortOf(sent)).toEqual(["delivered DELIVERED"]);
    expect(sent).toMatchObject({ protection: { verified: true, by: "pin" } });
  });
});
