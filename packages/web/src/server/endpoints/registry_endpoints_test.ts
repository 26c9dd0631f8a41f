import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openFieldpost } from "@fieldpost/runtime";
import { describe, expect, it } from "@jest/globals";
import { callRow, refuseRow } from "../../_testing/call_row.ts";
import { startTestPages, type TestPages } from "../../_testing/test_pages.ts";
import type { SettingWish } from "../../api/registry_api.ts";
import {
  END_TRIAL,
  EXPORT_REGISTRY,
  IMPORT_REGISTRY,
  READ_HISTORY,
  READ_REGISTRY,
  SAVE_REGISTRY,
} from "./registry_rows.ts";

const SECRET = "correct horse battery";

function wish(key: string, value: string | null, was: string | null = null): SettingWish {
  return { key, value, was };
}

async function valuesOf(pages: TestPages): Promise<Readonly<Record<string, string | null>>> {
  const { entries } = await callRow(pages, READ_REGISTRY);
  return Object.fromEntries(entries.map(({ key, value }) => [key, value]));
}

describe("registryEndpoints()", () => {
  it("registryEndpoints() save settings and a secret, and never show the secret", async () => {
    const pages = await startTestPages();
    const wishes = [wish("email/username", "joe"), wish("Email/Port", "587")];
    expect(await callRow(pages, SAVE_REGISTRY, { body: { wishes, secret: SECRET } })).toEqual({
      changes: [
        { key: "Email/Username", kind: "added", before: null, after: "joe", isSecret: false },
        { key: "Email/Port", kind: "added", before: null, after: "587", isSecret: false },
        { key: "Email/Password", kind: "added", before: null, after: null, isSecret: true },
      ],
      warnings: [],
      trial: null,
    });
    const state = await callRow(pages, READ_REGISTRY);
    expect(state.entries).toContainEqual({ key: "Email/Password", value: null, isSecret: true });
    const shown = [
      state,
      await callRow(pages, READ_HISTORY),
      await callRow(pages, EXPORT_REGISTRY),
    ];
    for (const secret of [SECRET, "fp1:"]) expect(JSON.stringify(shown)).not.toContain(secret);
    expect(await readFile(join(pages.home, "registry.ini"), "utf8")).not.toContain(SECRET);
  });

  it("registryEndpoints() say what a save would do and do nothing", async () => {
    const pages = await startTestPages();
    const wishes = [wish("Email/Port", "465"), wish("Email/Colour", "red")];
    const body = { wishes, secret: SECRET, dryRun: true, confirmWithinSeconds: 60 };
    const answer = await callRow(pages, SAVE_REGISTRY, { body });
    expect(answer.changes.map(({ key }) => key)).toEqual([
      "Email/Port",
      "Email/Colour",
      "Email/Password",
    ]);
    expect(answer.warnings.map(({ code }) => code)).toEqual(["key-unknown"]);
    expect(answer.trial).toBeNull();
    expect(await valuesOf(pages)).toEqual({});
  });

  it("registryEndpoints() let two people save at once: the second sees the first, and loses nothing", async () => {
    const pages = await startTestPages();
    const unit = await openFieldpost({ home: pages.home });
    await unit.registry.assign([["Email/Port", "25"]]);
    const [ann, bob] = [587, 465].map((port) => ({
      wishes: [wish("Email/Port", `${port}`, "25"), wish(`Test/From${port}`, "x")],
    }));
    const both = [ann, bob].map((body) => pages.call("PUT", SAVE_REGISTRY.path, body));
    const statuses = (await Promise.all(both)).map(({ status }) => status);
    expect([...statuses].sort()).toEqual([200, 409]);
    const [winner, loser] = statuses[0] === 200 ? [587, 465] : [465, 587];
    expect(await valuesOf(pages)).toEqual({
      "Email/Port": `${winner}`,
      [`Test/From${winner}`]: "x",
    });
    const again = { wishes: [wish("Email/Port", `${loser}`, "25")] };
    const refusal = await refuseRow(pages, SAVE_REGISTRY, { body: again });
    expect([refusal.code, refusal.conflicts]).toEqual([
      "conflict",
      [{ key: "Email/Port", was: "25", now: `${winner}`, by: "token test" }],
    ]);
    const informed = { wishes: [wish("Email/Port", `${loser}`, `${winner}`)] };
    await callRow(pages, SAVE_REGISTRY, { body: informed });
    expect(await valuesOf(pages)).toEqual({
      "Email/Port": `${loser}`,
      [`Test/From${winner}`]: "x",
    });
  });

  it("registryEndpoints() refuse what core refuses, with every problem at its key", async () => {
    const pages = await startTestPages();
    const wishes = [
      wish("Email/Port", "0"),
      wish("Email/Password", SECRET),
      wish("Email/$Now", "x"),
      wish("Email/Boot/Subject", "a\u0000b"),
    ];
    const refusal = await refuseRow(pages, SAVE_REGISTRY, { body: { wishes } });
    expect(refusal.code).toBe("refused");
    expect(refusal.problems?.map(({ code, path }) => [path, code])).toEqual([
      ["Email/Port", "value-invalid"],
      ["Email/Password", "key-sealed"],
      ["Email/$Now", "key-dynamic"],
      ["Email/Boot/Subject", "value-control-character"],
    ]);
    expect(JSON.stringify(refusal)).not.toContain(SECRET);
  });

  it("registryEndpoints() end a trial once, and allow one at a time", async () => {
    const pages = await startTestPages();
    const body = { wishes: [wish("Email/Port", "465")], confirmWithinSeconds: 60 };
    const { trial } = await callRow(pages, SAVE_REGISTRY, { body });
    expect(trial).toMatchObject({ by: "token test", changes: [{ key: "Email/Port" }] });
    expect((await callRow(pages, READ_REGISTRY)).trial).toEqual(trial);
    const second = { wishes: [wish("Email/SMTPS", "enabled")], confirmWithinSeconds: 60 };
    expect((await refuseRow(pages, SAVE_REGISTRY, { body: second })).code).toBe("conflict");
    const end = { id: trial?.id ?? "", action: "roll-back" } as const;
    expect((await callRow(pages, END_TRIAL, { body: end })).changes).toMatchObject([
      { key: "Email/Port", kind: "removed" },
    ]);
    expect((await refuseRow(pages, END_TRIAL, { body: end })).code).toBe("not-found");
    expect(await valuesOf(pages)).toEqual({});
    expect((await callRow(pages, READ_HISTORY)).entries.map(({ by }) => by)).toEqual([
      "token test (rolled back)",
      "token test",
    ]);
  });

  it("registryEndpoints() import a document after telling what it changes, and export it again", async () => {
    const pages = await startTestPages();
    const first = { wishes: [wish("Email/SMTPS", "enabled")], secret: SECRET };
    await callRow(pages, SAVE_REGISTRY, { body: first });
    const document = "; boiler\n[Email]\nPort = 587\n";
    const dry = { document, dryRun: true, replace: true };
    const expected = [
      ["Email/Port", "added"],
      ["Email/SMTPS", "removed"],
    ];
    const would = await callRow(pages, IMPORT_REGISTRY, { body: dry });
    expect(would.changes.map(({ key, kind }) => [key, kind])).toEqual(expected);
    const did = await callRow(pages, IMPORT_REGISTRY, { body: { ...dry, dryRun: false } });
    expect(did.changes).toEqual(would.changes);
    expect(await callRow(pages, EXPORT_REGISTRY)).toBe("[Email]\nPort = 587\n");
    const { entries } = await callRow(pages, READ_REGISTRY);
    expect(entries.map(({ key }) => key).sort()).toEqual(["Email/Password", "Email/Port"]);
    const bad = { document: "Email/Port = x\nnonsense\n", dryRun: false, replace: false };
    const refusal = await refuseRow(pages, IMPORT_REGISTRY, { body: bad });
    expect(refusal.problems?.map(({ line }) => line)).toEqual([1, 2]);
  });

  it.each<[string, unknown, string]>([
    ["no object", [], "bad-request"],
    ["a missing list", {}, "bad-request"],
    ["a wish without what was seen", { wishes: [{ key: "a", value: "b" }] }, "bad-request"],
    ["a number for a value", { wishes: [{ key: "a", value: 1, was: null }] }, "bad-request"],
    ["a field that nobody knows", { wishes: [], isAdmin: true }, "bad-request"],
    ["an empty secret", { wishes: [], secret: "" }, "bad-request"],
    ["a secret of two lines", { wishes: [], secret: "a\r\nb" }, "bad-request"],
    ["a trial of no time", { wishes: [], confirmWithinSeconds: 0 }, "bad-request"],
    ["a trial of years", { wishes: [], confirmWithinSeconds: 1e9 }, "bad-request"],
    [
      "10 MB",
      { wishes: [{ key: "a", value: "x".repeat(10_000_000), was: null }] },
      "body-too-large",
    ],
    ["deep nesting", { wishes: nested(2000) }, "bad-request"],
  ])("registryEndpoints() refuse %s, and go on", async (_, body, code) => {
    const pages = await startTestPages();
    expect((await refuseRow(pages, SAVE_REGISTRY, { body })).code).toBe(code);
    expect(await valuesOf(pages)).toEqual({});
  });
});

function nested(depth: number): unknown {
  let value: unknown = [];
  for (let at = 0; at < depth; at++) value = [value];
  return value;
}
