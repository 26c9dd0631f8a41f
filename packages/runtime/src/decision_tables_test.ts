import { createHash, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { type Protection, providerAdvice, Secret } from "@fieldpost/core";
import { createTestAuthority, type MockSmtp, startMockSmtp } from "@fieldpost/mock-smtp";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { ABSENT_ROWS, type DecisionRow, EARLY_ROWS, LATE_ROWS } from "./_testing/decision_rows.ts";
import { MESSAGE, mailbox, SECRET_TEXT, USER } from "./_testing/delivery.ts";
import { patienceFor } from "./_testing/patience_for.ts";
import { type Redirection, redirectConnections } from "./_testing/redirect_connections.ts";
import { answering, startScripted } from "./_testing/scripted_server.ts";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { accept, listed, MINUTE_MS, openQueue, run, witness } from "./_testing/test_queue.ts";
import type { Fieldpost } from "./fieldpost.ts";
import { openFieldpost } from "./open_fieldpost.ts";
import type { SendResult } from "./send_result.ts";

const ROWS = [...EARLY_ROWS, ...LATE_ROWS];
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  jest.restoreAllMocks();
  for (const close of closers.splice(0)) await close();
});

/** What stands at the other end of a row. */
interface Stage {
  readonly target: Redirection | undefined;
  readonly server?: MockSmtp;
  readonly ca?: string;
  readonly pin?: string;
}

async function setStage(row: DecisionRow): Promise<Stage> {
  const { network, script } = row;
  if (network === "real") return { target: undefined };
  if (network === "closed-port") return { target: { kind: "port", port: await closedPort() } };
  if (network !== undefined) return { target: network };
  if (script === undefined) return await startServer(row);
  const { port, close } = await startScripted((socket) => {
    answering(...script)(socket);
    // A TLS hello has no line end: it is answered all the same.
    const [first, answer = null] = script;
    if (first !== "") return;
    socket.once("data", () => (answer === null ? socket.destroy() : socket.end(answer, "latin1")));
  });
  closers.push(close);
  return { target: { kind: "port", port } };
}

async function startServer(row: DecisionRow): Promise<Stage> {
  const host = row.host || "mail.example.com";
  const issued = createTestAuthority().issue({ hostNames: [host] });
  const server = await startMockSmtp({
    listeners: [{ tls: row.tls ?? "starttls" }],
    users: { [row.user ?? USER]: SECRET_TEXT },
    certificateNames: [host],
    ...(row.pins ? { certificate: issued } : {}),
    ...row.server,
  });
  closers.push(() => server.close());
  const key = new X509Certificate(issued.certificate).publicKey.export({
    type: "spki",
    format: "der",
  });
  const pin = `sha256/${createHash("sha256").update(key).digest("base64")}`;
  return { target: { kind: "port", port: server.port() }, server, ca: server.ca, pin };
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function openUnit(row: DecisionRow, { ca, pin }: Stage): Promise<Fieldpost> {
  const home = temporaryHome();
  const unit = await openFieldpost({
    ...{ home, environment: {} },
    timeouts: patienceFor(row),
    ...(row.clockMs === undefined ? {} : { clock: { nowMs: () => row.clockMs ?? 0 } }),
  });
  const trusts = ca !== undefined && row.trusts !== false;
  if (row.login === "token") await writeFile(join(home, "token"), "ya29.stale");
  if (trusts) await writeFile(join(home, "ca.pem"), ca);
  const settings = {
    "IpConfig/MailHost": row.host ?? "mail.example.com",
    "IpConfig/EmailAddress": "unit7@example.com",
    "Email/Port": String(row.port ?? 587),
    ...(trusts ? { "Email/CaFile": join(home, "ca.pem") } : {}),
    ...(row.pins && pin !== undefined ? { "Email/Pin1": pin } : {}),
    ...(row.login === undefined ? {} : { "Email/Username": row.user ?? USER }),
    ...(row.login === "token" ? { "Email/TokenFile": join(home, "token") } : {}),
    ...row.settings,
  };
  const written = await unit.registry.assign(Object.entries(settings));
  if (written.kind === "refused") throw new Error(JSON.stringify(written.problems));
  if (row.login === true) await unit.setSecret(new Secret(SECRET_TEXT));
  return unit;
}

interface Played {
  readonly outcome: string;
  /** Every rule that has spoken. */
  readonly rules: readonly string[];
  readonly mechanism: string | null | undefined;
}

async function play(row: DecisionRow): Promise<Played> {
  const stage = await setStage(row);
  const unit = await openUnit(row, stage);
  const message = { ...MESSAGE, to: (row.to ?? ["ops@example.net"]).map((each) => mailbox(each)) };
  if (row.wasBetter) {
    const before = await startServer({ ...row, server: {} });
    await writeFile(join(unit.home, "ca.pem"), before.ca ?? "");
    if (before.target !== undefined) redirectConnections(before.target);
    await unit.sendNow(message);
    await writeFile(join(unit.home, "ca.pem"), stage.ca ?? "");
    jest.restoreAllMocks();
  }
  if (stage.target !== undefined) redirectConnections(stage.target);
  const { decision, settings } = await unit.plan();
  const { reasons, warnings, refusals, mode } = decision;
  const planned = [...reasons, ...warnings, ...refusals].map(({ rule }) => rule);
  const result = await unit.sendNow(message);
  const judged = result.kind === "sent" ? result.recipients.map(({ verdict }) => verdict.rule) : [];
  const advice = providerAdvice(settings).map(({ key }) => `advice ${key}`);
  return {
    outcome: outcomeOf(mode ?? "stop", result),
    rules: [...planned, ...judged, ...advice],
    mechanism: stage.server?.sessions.at(-1)?.auth?.mechanism,
  };
}

function outcomeOf(mode: string, result: SendResult): string {
  if (result.kind === "refused") return `stop ${result.decision.refusals[0]?.code}`;
  const verdicts = result.recipients.map(({ verdict: { kind, code } }) => `${kind} ${code}`);
  return `${mode}: ${[...verdicts, channelOf(result.protection)].join(", ")}`;
}

function channelOf(protection: Protection): string {
  if (protection.tls === null) return "in clear";
  if (!protection.verified) return "not verified";
  return protection.by === "pin" ? "verified by pin" : "verified";
}

const named = (letter: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${letter}${at + 1}`);

describe("decision tables A-F", () => {
  it.each(ROWS.map((row) => [row.id, row.when, row.outcome, row] as const))(
    "row %s: %s -> %s",
    async (id, _when, outcome, row) => {
      const played = await play(row);
      const missing = (row.rules ?? [id]).filter((rule) => !played.rules.includes(rule));
      expect({ outcome: played.outcome, missing }).toEqual({ outcome, missing: [] });
      if (row.mechanism !== undefined) expect(played.mechanism).toBe(row.mechanism);
    },
  );

  it("row F16: the time is over -> failed, and reported to the sender", async () => {
    const server = await witness({
      faults: [{ when: { stage: "rcpt", to: "ann@*" }, act: { reply: "450 4.2.0 Later" } }],
    });
    const opened = await openQueue(server.port());
    const message = await accept(opened, "ann@example.net");
    opened.clock.moveOn(6 * 24 * 60 * MINUTE_MS);
    await run(opened);
    const ended = await opened.queue.findEnded(message);
    expect(ended?.journal.map(({ event }) => event.kind)).toContain("expired");
    expect(ended?.status.recipients.map(({ state }) => state)).toEqual(["failed"]);
    const reports = (await listed(opened)).map(({ sender }) => sender);
    expect([...reports, ...server.messages.map(({ envelope }) => envelope.from || null)]).toEqual([
      null,
    ]);
  });

  it.each(ABSENT_ROWS.map(({ id, reason }) => [id, reason] as const))(
    "row %s is not played: %s",
    (id) => {
      expect(ROWS.map((row) => row.id)).not.toContain(id);
    },
  );

  it("has every row of the tables, played or with a reason", () => {
    const ids = [
      ...named("A", 21),
      ...named("B", 12),
      ...named("C", 16),
      ...named("D", 11),
      ...named("S", 10),
      ...named("F", 15),
    ];
    const listedIds = new Set([...ROWS, ...ABSENT_ROWS].map(({ id }) => id));
    expect([...listedIds].sort()).toEqual([...ids].sort());
  });
});
