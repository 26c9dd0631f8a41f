import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Secret } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { cheapHasher } from "./_testing/cheap_hasher.ts";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { nodeFiles } from "./durable_files.ts";
import { PasswordHasher } from "./password_hasher.ts";
import { TokenStore } from "./token_store.ts";
import { UserStore } from "./user_store.ts";
import { UsersFile } from "./users_file.ts";

const PASSWORD = new Secret("warm water at seven");
const OTHER = new Secret("cold water at seven");
const OPS = { name: "Ops", role: "administrator", password: PASSWORD } as const;

async function withStore(
  run: (parts: {
    store: UserStore;
    tokens: TokenStore;
    home: string;
    work: string[];
  }) => Promise<void>,
): Promise<void> {
  const home = await temporaryHome();
  const { hasher, work } = cheapHasher();
  let nowMs = Date.UTC(2026, 10, 26);
  const file = new UsersFile({ home, files: nodeFiles, clock: { nowMs: () => nowMs++ } });
  await run({ store: new UserStore(file, hasher), tokens: new TokenStore(file), home, work });
}

describe("UserStore", () => {
  it("setUp() makes the first administrator and nobody else", async () => {
    await withStore(async ({ store, home }) => {
      expect(await store.isSetupNeeded()).toBe(true);
      expect((await store.setUp(OPS)).kind).toBe("written");
      expect(await store.isSetupNeeded()).toBe(false);
      expect(await store.setUp({ ...OPS, name: "eve" })).toEqual({
        kind: "refused",
        refusal: "setup-over",
      });
      expect((await stat(join(home, "users.json"))).mode & 0o777).toBe(0o600);
      const text = await readFile(join(home, "users.json"), "utf8");
      expect(text).not.toContain(PASSWORD.reveal());
    });
  });

  it("setUp() by two at once lets one of them win", async () => {
    await withStore(async ({ store }) => {
      const both = await Promise.all(["a", "b"].map((name) => store.setUp({ ...OPS, name })));
      expect(both.map(({ kind }) => kind).sort()).toEqual(["refused", "written"]);
      expect(await store.list()).toHaveLength(1);
    });
  });

  it("verify() knows the password, whatever the case of the name, and no other", async () => {
    await withStore(async ({ store }) => {
      await store.setUp(OPS);
      expect((await store.verify("OPS", PASSWORD))?.name).toBe("Ops");
      expect(await store.verify("ops", OTHER)).toBeUndefined();
      expect(await store.verify("nobody", PASSWORD)).toBeUndefined();
    });
  });

  it("verify() does the same work for somebody unknown", async () => {
    await withStore(async ({ store, work }) => {
      await store.setUp(OPS);
      work.length = 0;
      await store.verify("Ops", OTHER);
      const known = work.splice(0);
      await store.verify("nobody", OTHER);
      expect(work).toEqual(known);
      expect(known).toEqual(["2 1 1"]);
    });
  });

  it("change() and remove() leave an administrator", async () => {
    await withStore(async ({ store }) => {
      await store.setUp(OPS);
      const last = { kind: "refused", refusal: "last-administrator" };
      expect(await store.remove("ops")).toEqual(last);
      expect(await store.change("ops", { role: "viewer" })).toEqual(last);
      await store.add({ ...OPS, name: "joe" });
      expect((await store.change("ops", { role: "viewer", password: OTHER })).kind).toBe("written");
      expect((await store.verify("ops", OTHER))?.role).toBe("viewer");
      expect(await store.remove("joe")).toEqual(last);
      expect((await store.remove("ops")).kind).toBe("written");
    });
  });

  it.each([
    [{ ...OPS, name: "../ops" }, "name-invalid"],
    [{ ...OPS, name: "__proto__" }, "name-invalid"],
    [{ ...OPS, name: "OPS" }, "name-taken"],
    [{ ...OPS, name: "joe", password: new Secret("short") }, "password-short"],
  ])("add() refuses %#", async (user, refusal) => {
    await withStore(async ({ store }) => {
      await store.setUp(OPS);
      expect(await store.add(user)).toEqual({ kind: "refused", refusal });
    });
  });

  it("noteLogin() makes an entry anew that was made more cheaply", async () => {
    await withStore(async ({ store, home }) => {
      await store.setUp(OPS);
      const clock = { nowMs: () => Date.UTC(2026, 10, 27) };
      const { hasher } = cheapHasher({ N: 4, r: 1, p: 1 });
      const later = new UserStore(new UsersFile({ home, files: nodeFiles, clock }), hasher);
      expect((await later.verify("ops", PASSWORD))?.password.cost.N).toBe(2);
      await later.noteLogin("ops", PASSWORD);
      const user = await store.find("ops");
      expect([user?.password.cost.N, user?.lastLoginAt]).toEqual([4, "2026-11-27T00:00:00.000Z"]);
      expect(await store.verify("ops", PASSWORD)).toBeDefined();
    });
  });

  it("list() refuses a file that it cannot read, and lets nobody in", async () => {
    await withStore(async ({ store, home }) => {
      for (const text of ["", "[]", '{"users":[{}],"tokens":[]}', '{"users":{},"tokens":[]}']) {
        await writeFile(join(home, "users.json"), text);
        await expect(store.isSetupNeeded()).rejects.toMatchObject({ code: "users-unreadable" });
        await expect(store.verify("ops", PASSWORD)).rejects.toMatchObject({
          code: "users-unreadable",
        });
      }
    });
  });

  it("list() refuses a folder in its place", async () => {
    await withStore(async ({ store, home }) => {
      await mkdir(join(home, "users.json"));
      await expect(store.setUp(OPS)).rejects.toMatchObject({ code: "users-unreadable" });
    });
  });
});

describe("TokenStore", () => {
  it("find() knows a token that was made here, notes its use, and forgets a removed one", async () => {
    await withStore(async ({ tokens, home }) => {
      const write = await tokens.add("monitoring", "viewer");
      if (write.kind === "refused") throw new Error(write.refusal);
      const { token, record } = write.result;
      expect(token).toMatch(/^fpt_[\w-]{43}$/);
      expect(await tokens.find(token)).toEqual(record);
      expect(await tokens.find(token)).toMatchObject({ lastUsedAt: expect.any(String) });
      expect(await tokens.find(`${token.slice(0, -1)}_`)).toBeUndefined();
      expect(await tokens.find(record.digest)).toBeUndefined();
      expect(await readFile(join(home, "users.json"), "utf8")).not.toContain(token);
      expect((await tokens.remove(record.id)).kind).toBe("written");
      expect(await tokens.find(token)).toBeUndefined();
    });
  });

  it("add() refuses a label that would break a line of the log", async () => {
    await withStore(async ({ tokens }) => {
      for (const label of ["", "a\nb", "x".repeat(65)]) {
        expect(await tokens.add(label, "viewer")).toEqual({
          kind: "refused",
          refusal: "label-invalid",
        });
      }
    });
  });
});

describe("PasswordHasher", () => {
  it("matches() takes a character however it was typed, with scrypt as it is", async () => {
    const hasher = new PasswordHasher();
    const entry = await hasher.hash(new Secret("Caf\u00e9 am Hafen"));
    expect(entry.cost).toEqual({ N: 32_768, r: 8, p: 3 });
    expect(await hasher.matches(new Secret("Cafe\u0301 am Hafen"), entry)).toBe(true);
    expect(await hasher.matches(new Secret("Cafe am Hafen"), entry)).toBe(false);
  });

  it("matches() lets no more guesses wait than memory allows", async () => {
    const { hasher } = cheapHasher();
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, () => hasher.matches(PASSWORD, undefined)),
    );
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(16);
    expect(await hasher.matches(PASSWORD, undefined)).toBe(false);
  });
});
