import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Secret, type TranscriptLine } from "@fieldpost/core";
import { type MockSmtp, startMockSmtp } from "@fieldpost/mock-smtp";
import { afterEach, describe, expect, it } from "@jest/globals";
import { MESSAGE, openUnit, SECRET_TEXT, shortOf, USER } from "./_testing/delivery.ts";
import type { DraftUnit } from "./settings_draft.ts";

const servers: MockSmtp[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function witness(): Promise<MockSmtp> {
  const server = await startMockSmtp({
    listeners: [{ tls: "starttls" }],
    users: { [USER]: SECRET_TEXT },
    authRequired: true,
  });
  servers.push(server);
  return server;
}

function drafted(draft: Awaited<ReturnType<typeof openDraftOf>>): DraftUnit {
  if (draft.kind === "refused") throw new Error(JSON.stringify(draft.problems));
  return draft;
}

async function openDraftOf(
  unit: Awaited<ReturnType<typeof openUnit>>["unit"],
  ...draft: Parameters<typeof unit.draft>
) {
  return await unit.draft(...draft);
}

describe("Fieldpost.draft()", () => {
  it("Fieldpost.draft() sends with settings and a secret that are never written", async () => {
    const server = await witness();
    const { home, unit } = await openUnit({ settings: { "Email/Port": 1 }, ca: server.ca });
    const before = await readFile(join(home, "registry.ini"), "utf8");
    const assignments = [
      ["Email/Port", `${server.port()}`],
      ["Email/Username", USER],
    ] as const;
    const secret = new Secret(SECRET_TEXT);
    const draft = drafted(await openDraftOf(unit, { assignments, secret }));
    const lines: TranscriptLine[] = [];
    const result = await draft.sendNow(MESSAGE, { onLine: (line) => lines.push(line) });
    expect(shortOf(result)).toEqual(["delivered DELIVERED"]);
    expect(server.messages[0]?.session.auth?.identity).toBe(USER);
    expect(lines).toEqual(result.kind === "sent" ? result.transcript : []);
    expect(JSON.stringify(lines)).not.toContain(SECRET_TEXT);
    expect(await readFile(join(home, "registry.ini"), "utf8")).toBe(before);
    const names = await readdir(home);
    expect(names.filter((name) => /history|trial/.test(name))).toEqual(["registry.history"]);
  });

  it("Fieldpost.draft() uses the stored secret when none is given", async () => {
    const server = await witness();
    const { unit } = await openUnit({ settings: { "Email/Port": 1 }, ca: server.ca, login: true });
    const assignments = [["Email/Port", `${server.port()}`]] as const;
    const draft = drafted(await openDraftOf(unit, { assignments }));
    expect(shortOf(await draft.sendNow(MESSAGE))).toEqual(["delivered DELIVERED"]);
    const wrong = { assignments, secret: new Secret("another") };
    const other = drafted(await openDraftOf(unit, wrong));
    expect(shortOf(await other.sendNow(MESSAGE))).toEqual(["hold AUTH_REFUSED"]);
  });

  it("Fieldpost.draft() refuses what could not be stored, and what cannot work", async () => {
    const { unit } = await openUnit({ settings: {} });
    const refused = await unit.draft({ assignments: [["Email/Port", "0"]] });
    expect(refused).toMatchObject({ kind: "refused", problems: [{ path: "Email/Port" }] });
    const assignments = [
      ["Email/Port", "465"],
      ["Email/SMTPS", "disabled"],
    ] as const;
    const draft = drafted(await unit.draft({ assignments }));
    expect(shortOf(await draft.sendNow(MESSAGE))).toEqual(["MODE_MISMATCH"]);
  });

  it("Fieldpost.draft() is cut off by its signal", async () => {
    const server = await witness();
    server.faults.add({ when: { stage: "ehlo" }, act: { hang: true } });
    const { unit } = await openUnit({ settings: { "Email/Port": server.port() }, ca: server.ca });
    const draft = drafted(await unit.draft({ assignments: [] }));
    const cut = new AbortController();
    const onLine = ({ text }: TranscriptLine) => text.startsWith("EHLO") && cut.abort();
    const result = await draft.sendNow(MESSAGE, { signal: cut.signal, onLine });
    expect(shortOf(result)).toEqual(["transient CONNECTION_LOST"]);
  });
});

describe("Fieldpost.certificate()", () => {
  it("Fieldpost.certificate() tells what the configured server has shown", async () => {
    const server = await witness();
    const settings = { "Email/Port": server.port() };
    const { unit } = await openUnit({ settings, ca: server.ca, login: true });
    expect(await unit.certificate()).toBeUndefined();
    await unit.sendNow(MESSAGE);
    const seen = await unit.certificate();
    expect(seen).toMatchObject({ subject: "localhost" });
    expect(Date.parse(seen?.validTo ?? "")).toBeGreaterThan(Date.now());
  });
});
