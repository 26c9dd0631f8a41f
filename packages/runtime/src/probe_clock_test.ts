import { parseHostName } from "@fieldpost/core";
import { afterEach, describe, expect, it } from "@jest/globals";
import { rightAnswer, startTimeServer, type TimeServer } from "./_testing/time_server.ts";
import { probeClock } from "./probe_clock.ts";
import { toAscii } from "./to_ascii.ts";

const NOW_MS = Date.UTC(2026, 10, 22, 9);
const SERVER = parseHostName("127.0.0.1", toAscii);
const servers: TimeServer[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function probe(answer: (query: Buffer) => readonly Buffer[], limitMs = 5000) {
  const server = await startTimeServer(answer);
  servers.push(server);
  const clock = { nowMs: () => NOW_MS };
  const result = await probeClock(SERVER, { port: server.port, clock, limitMs, signal: undefined });
  return { ...result, queries: server.queries };
}

function changed(query: Buffer, at: number, value: number): Buffer {
  const answer = rightAnswer(query, NOW_MS);
  answer[at] = value;
  return answer;
}

describe("probeClock()", () => {
  it.each([
    ["right", 0],
    ["late", 90_000],
    ["early", -3_600_000],
  ])("measures a clock that is %s", async (_, offsetMs) => {
    const { answer } = await probe((query) => [rightAnswer(query, NOW_MS + offsetMs)]);
    expect(answer).toEqual({ kind: "time", offsetMs, roundTripMs: 0, stratum: 2 });
  });

  it("asks with nothing but a number of chance", async () => {
    const { queries } = await probe((query) => [rightAnswer(query, NOW_MS)]);
    expect(queries.map((query) => [query.length, query[0]])).toEqual([[48, 0x23]]);
    expect(queries[0]?.subarray(1, 40).every((byte) => byte === 0)).toBe(true);
  });

  it("waits for the answer to its own query", async () => {
    const { answer } = await probe((query) => [
      changed(query, 24, (query[40] ?? 0) ^ 1),
      Buffer.from("rubbish"),
      rightAnswer(query, NOW_MS + 1000),
    ]);
    expect(answer).toMatchObject({ kind: "time", offsetMs: 1000 });
  });

  it("tells what was wrong when nothing better comes", async () => {
    const { answer } = await probe((query) => [changed(query, 0, 0x23)], 100);
    expect(answer).toEqual({ kind: "invalid", why: "its mode is 3, 4 is a server's" });
  });

  it("takes a kiss of death", async () => {
    const { answer } = await probe((query) => {
      const kiss = changed(query, 1, 0);
      kiss.write("DENY", 12);
      return [kiss];
    });
    expect(answer).toEqual({ kind: "kiss-of-death", code: "DENY" });
  });

  it("gives up when nothing comes", async () => {
    const { answer } = await probe(() => [], 60);
    const failure = { code: "ETIMEDOUT", message: "no answer within 0.06 s" };
    expect(answer).toEqual({ kind: "no-answer", failure });
  });

  it("gives up when it is told to", async () => {
    const owner = new AbortController();
    const clock = { nowMs: () => NOW_MS };
    const server = await startTimeServer(() => {
      owner.abort();
      return [];
    });
    servers.push(server);
    const options = { port: server.port, clock, limitMs: 60_000, signal: owner.signal };
    const { answer } = await probeClock(SERVER, options);
    expect(answer).toMatchObject({ kind: "no-answer", failure: { code: "ABORT_ERR" } });
  });

  it("says that nobody listens", async () => {
    const server = await startTimeServer(() => []);
    await server.close();
    const clock = { nowMs: () => NOW_MS };
    const options = { port: server.port, clock, limitMs: 2000, signal: undefined };
    const { answer } = await probeClock(SERVER, options);
    expect(answer).toMatchObject({ kind: "no-answer", failure: { code: "ECONNREFUSED" } });
  });

  it("says that the server's name leads nowhere", async () => {
    const clock = { nowMs: () => NOW_MS };
    const server = parseHostName("nobody.invalid", toAscii);
    const { answer } = await probeClock(server, { clock, limitMs: 5000, signal: undefined });
    expect(answer.kind).toBe("no-answer");
  });
});
