import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Secret } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { dyingFiles, Killed } from "./_testing/dying_files.ts";
import { serveHome } from "./_testing/event_home.ts";
import { MovedClock } from "./_testing/moved_clock.ts";
import { temporaryHome } from "./_testing/temporary_home.ts";
import type { Clock } from "./clock.ts";
import type { Fieldpost } from "./fieldpost.ts";
import { openFieldpost } from "./open_fieldpost.ts";
import type { RegistryHistoryEntry } from "./registry_history.ts";

interface Opened {
  readonly home: string;
  readonly clock: MovedClock;
  readonly unit: Fieldpost;
}

async function opened(text = "Email/Port = 587\n"): Promise<Opened> {
  const home = temporaryHome();
  const clock = new MovedClock();
  await writeFile(join(home, "registry.ini"), text);
  return { home, clock, unit: await openAgain(home, clock) };
}

async function openAgain(home: string, clock: Clock): Promise<Fieldpost> {
  return await openFieldpost({ home, clock, environment: {} });
}

const PORT_TRIAL = { assignments: [["Email/Port", "465"]], by: "ann", trialSeconds: 60 } as const;

async function portOf(unit: Fieldpost): Promise<string | undefined> {
  return (await unit.registry.read()).registry.get("Email/Port");
}

function shortOf(entry: RegistryHistoryEntry): unknown {
  return [entry.by, ...entry.changes.map(({ key, before, after }) => [key, before, after])];
}

describe("RegistryStore.save()", () => {
  it("RegistryStore.save() changes nothing when somebody else was there before, and says who", async () => {
    const { unit } = await opened();
    await unit.registry.save({ assignments: [["Email/Port", "465"]], by: "ann" });
    const second = {
      assignments: [
        ["Email/Port", "25"],
        ["Email/SMTPS", "enabled"],
      ],
      by: "bob",
    } as const;
    const was = [
      { key: "Email/Port", was: "587" },
      { key: "Email/SMTPS", was: null },
    ];
    expect(await unit.registry.save({ ...second, was })).toEqual({
      kind: "conflict",
      conflicts: [{ key: "Email/Port", was: "587", now: "465", by: "ann" }],
    });
    expect((await unit.registry.read()).registry.entries()).toEqual([["Email/Port", "465"]]);
  });

  it("RegistryStore.save() does not know who used an editor", async () => {
    const { unit, home } = await opened();
    await unit.registry.assign([["Email/Port", "465"]]);
    await writeFile(join(home, "registry.ini"), "Email/Port = 2525\n");
    const was = [{ key: "Email/Port", was: "465" }];
    const result = await unit.registry.save({ assignments: [["Email/Port", "25"]], was });
    expect(result).toEqual({
      kind: "conflict",
      conflicts: [{ key: "Email/Port", was: "465", now: "2525", by: undefined }],
    });
  });

  it("RegistryStore.save() lets changes of other keys be", async () => {
    const { unit } = await opened();
    const was = [{ key: "Email/Port", was: "587" }];
    await unit.registry.assign([["Email/SMTPS", "enabled"]]);
    await unit.registry.save({ assignments: [["Email/Port", "465"]], was, by: "ann" });
    expect((await unit.registry.read()).registry.entries()).toEqual([
      ["Email/Port", "465"],
      ["Email/SMTPS", "enabled"],
    ]);
  });

  it("RegistryStore.save() writes settings and secret together, and the secret nowhere in plain", async () => {
    const { unit, home } = await opened();
    const secret = new Secret("hunter2-hunter2");
    const request = { assignments: [["Email/Username", "joe"]], secret, by: "ann" } as const;
    const preview = await unit.registry.previewSave(request);
    expect(preview.kind === "written" && preview.changes.map(({ key }) => key)).toEqual([
      "Email/Username",
      "Email/Password",
    ]);
    expect((await unit.registry.read()).registry.has("Email/Password")).toBe(false);
    await unit.registry.save(request);
    expect((await unit.plan()).settings).toMatchObject({ username: "joe", hasSecret: true });
    for (const name of ["registry.ini", "registry.history", "system.log", "system.jsonl"]) {
      expect(await readFile(join(home, name), "utf8")).not.toContain("hunter2");
    }
    await unit.registry.save({ assignments: [], secret: null, by: "ann" });
    expect((await unit.plan()).settings.hasSecret).toBe(false);
  });

  it("RegistryStore.save() says who in log and history, and the history has no secret", async () => {
    const { unit } = await opened();
    await unit.registry.save({ assignments: [["Email/Port", "465"]], by: "ann" });
    await unit.registry.assign([["Email/Port", ""]]);
    await unit.setSecret(new Secret("hunter2"));
    expect((await unit.registry.history()).map(shortOf)).toEqual([
      ["command line", ["Email/Password", undefined, undefined]],
      ["command line", ["Email/Port", "465", undefined]],
      ["ann", ["Email/Port", "587", "465"]],
    ]);
    const [first] = await unit.log.records();
    expect(first).toMatchObject({
      text: "Changed: Email/Port = 465 (was 587), by ann",
      facts: { key: "Email/Port", kind: "changed", by: "ann" },
    });
  });

  it("RegistryStore.history() stays small, whatever is written", async () => {
    const { unit, home } = await opened();
    const long = "x".repeat(60_000);
    for (let round = 0; round < 8; round++) {
      await unit.registry.assign(
        Array.from(
          { length: 120 },
          (_, at) => [`Test/K${at}`, `${round}${long.slice(0, 2000)}`] as const,
        ),
      );
    }
    const sizes = ["registry.history", "registry.history.bak"].map(
      async (name) => (await stat(join(home, name))).size,
    );
    for (const size of await Promise.all(sizes)) expect(size).toBeLessThanOrEqual(256 * 1024);
    const [newest] = await unit.registry.history();
    expect(newest?.changes.at(-1)).toMatchObject({
      key: "Test/K119",
      after: `7${"x".repeat(499)}…`,
    });
  });
});

describe("a trial of settings", () => {
  it("is taken back when nobody has confirmed it", async () => {
    const { unit, clock } = await opened("; mine\nEmail/Port = 587\n");
    const saved = await unit.registry.save(PORT_TRIAL);
    expect(saved).toMatchObject({
      kind: "written",
      trial: { by: "ann", changes: [{ after: "465" }] },
    });
    expect(await unit.registry.settleTrial()).toBeUndefined();
    clock.moveOn(60_000);
    expect(await unit.registry.settleTrial()).toMatchObject({ kind: "rolled-back", kept: [] });
    expect(await unit.registry.text()).toBe("; mine\nEmail/Port = 587\n");
    expect(await unit.registry.trial()).toBeUndefined();
    expect((await unit.registry.history()).map(shortOf)[0]).toEqual([
      "rolled back",
      ["Email/Port", "465", "587"],
    ]);
    const texts = (await unit.log.records()).map(({ text }) => text);
    expect(texts).toEqual([
      "Changed: Email/Port = 465 (was 587), by ann",
      "Settings on trial by ann: taken back in 60 s unless they are confirmed",
      "Changed: Email/Port = 587 (was 465), rolled back",
      "Settings of the trial taken back, nobody has confirmed them",
    ]);
  });

  it("stays when somebody confirms it, once", async () => {
    const { unit, clock } = await opened();
    const saved = await unit.registry.save(PORT_TRIAL);
    const id = saved.kind === "written" ? (saved.trial?.id ?? "") : "";
    expect(await unit.registry.endTrial("another", "confirm", "bob")).toBeUndefined();
    expect(await unit.registry.endTrial(id, "confirm", "bob")).toMatchObject({ kind: "confirmed" });
    expect(await unit.registry.endTrial(id, "confirm", "bob")).toBeUndefined();
    clock.moveOn(120_000);
    expect(await unit.registry.settleTrial()).toBeUndefined();
    expect(await portOf(unit)).toBe("465");
  });

  it("leaves what somebody else has changed meanwhile", async () => {
    const { unit, clock } = await opened();
    const more = [
      ["Email/Port", "465"],
      ["Email/SMTPS", "enabled"],
    ] as const;
    await unit.registry.save({ ...PORT_TRIAL, assignments: more });
    await unit.registry.assign([["Email/Port", "2465"]]);
    clock.moveOn(60_000);
    expect(await unit.registry.settleTrial()).toMatchObject({ kept: ["Email/Port"] });
    expect((await unit.registry.read()).registry.entries()).toEqual([["Email/Port", "2465"]]);
  });

  it("is the only one", async () => {
    const { unit } = await opened();
    await unit.registry.save(PORT_TRIAL);
    const second = { ...PORT_TRIAL, assignments: [["Email/Port", "25"]], by: "bob" } as const;
    expect(await unit.registry.save(second)).toMatchObject({
      kind: "on-trial",
      trial: { by: "ann" },
    });
    expect(await portOf(unit)).toBe("465");
  });

  it("leaves no trial behind when the settings are refused or stay as they are", async () => {
    const { unit } = await opened();
    const refused = { ...PORT_TRIAL, assignments: [["Email/Port", "0"]] } as const;
    expect((await unit.registry.save(refused)).kind).toBe("refused");
    const same = { ...PORT_TRIAL, assignments: [["Email/Port", "587"]] } as const;
    expect(await unit.registry.save(same)).toMatchObject({ kind: "written", changes: [] });
    expect(await unit.registry.trial()).toBeUndefined();
  });

  it("is taken back by serve, also by one that starts after it is over", async () => {
    const { home, unit, clock } = await opened();
    const { serve, next } = await serveHome(home, { clock });
    await next("ready");
    await unit.registry.save(PORT_TRIAL);
    await next("settings");
    clock.moveOn(60_000);
    serve.wake();
    expect(await next("trial")).toMatchObject({ facts: { by: "ann", kept: [] } });
    expect(await portOf(unit)).toBe("587");
    serve.stop();
    await serve.ended;
    await unit.registry.save(PORT_TRIAL);
    clock.moveOn(60_000);
    const again = await serveHome(home, { clock });
    await again.next("trial");
    expect(await portOf(unit)).toBe("587");
  });

  it("killed at any point it is the old settings, or the new ones on trial", async () => {
    for (const moment of ["before", "after"] as const) {
      let call = 0;
      for (; ; call++) {
        const { home, clock, unit } = await opened();
        const [files] = dyingFiles(call, moment);
        const dying = await openFieldpost({ home, clock, files, environment: {} });
        const died = await dying.registry.save(PORT_TRIAL).then(
          () => false,
          (error: unknown) => error instanceof Killed || causeOf(error) instanceof Killed,
        );
        clock.moveOn(60_000);
        await unit.registry.settleTrial();
        expect([call, await portOf(unit), await unit.registry.trial()]).toEqual([
          call,
          "587",
          undefined,
        ]);
        if (!died) break;
      }
      // Two files are replaced, with six calls each.
      expect(call).toBeGreaterThanOrEqual(12);
    }
  });
});

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}
