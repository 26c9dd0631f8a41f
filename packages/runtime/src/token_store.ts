import { randomUUID } from "node:crypto";
import type { Role } from "@fieldpost/core";
import { digestAccessToken, isAccessToken, isSameDigest, makeAccessToken } from "./access_token.ts";
import type { TokenRecord } from "./user_records.ts";
import { MOST_RECORDS, type UsersFile, type UserWrite } from "./users_file.ts";

/** A token that is used all the time is not written down all the time. */
const TOKEN_NOTE_MS = 10 * 60_000;

const LABEL_REGEXP = /^[^\u0000-\u001f\u007f-\u009f\u2028\u2029]{1,64}$/u;

/**
 * The bearer tokens of programs; of each only a digest is kept.
 *
 * @example A token is told once
 * ```ts
 * import { openFieldpost } from "@fieldpost/runtime";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const { tokens } = await openFieldpost({ home });
 * const write = await tokens.add("monitoring", "viewer");
 * assert.ok(write.kind === "written");
 * assert.equal((await tokens.find(write.result.token))?.label, "monitoring");
 * await rm(home, { recursive: true });
 * ```
 */
export class TokenStore {
  readonly #file: UsersFile;
  readonly #noting = new Set<string>();

  constructor(file: UsersFile) {
    this.#file = file;
  }

  async list(): Promise<readonly TokenRecord[]> {
    return (await this.#file.read()).tokens;
  }

  /** Makes a bearer token; it is told once, and only a digest of it is kept. */
  async add(
    label: string,
    role: Role,
  ): Promise<UserWrite<{ readonly token: string; readonly record: TokenRecord }>> {
    if (!LABEL_REGEXP.test(label)) return { kind: "refused", refusal: "label-invalid" };
    const token = makeAccessToken();
    const record: TokenRecord = {
      ...{ id: randomUUID(), label, role, createdAt: this.#file.now(), lastUsedAt: null },
      digest: digestAccessToken(token),
    };
    return await this.#file.write((records) =>
      records.tokens.length < MOST_RECORDS
        ? {
            records: { ...records, tokens: [...records.tokens, record] },
            result: { token, record },
          }
        : "too-many",
    );
  }

  async remove(id: string): Promise<UserWrite<TokenRecord>> {
    return await this.#file.write((records) => {
      const token = records.tokens.find((each) => each.id === id);
      if (token === undefined) return "unknown";
      const tokens = records.tokens.filter((each) => each !== token);
      return { records: { ...records, tokens }, result: token };
    });
  }

  /** The record of a token, when it is one that was made here. */
  async find(token: string): Promise<TokenRecord | undefined> {
    if (!isAccessToken(token)) return undefined;
    const digest = digestAccessToken(token);
    const { tokens } = await this.#file.read();
    const record = tokens.find((each) => isSameDigest(each.digest, digest));
    if (record !== undefined) await this.#noteUse(record);
    return record;
  }

  /** Many requests that come together note one use; that it cannot be noted refuses none of them. */
  async #noteUse({ id, lastUsedAt }: TokenRecord): Promise<void> {
    const sinceMs = Date.parse(this.#file.now()) - Date.parse(lastUsedAt ?? "1970-01-01");
    if ((sinceMs >= 0 && sinceMs < TOKEN_NOTE_MS) || this.#noting.has(id)) return;
    this.#noting.add(id);
    const noting = this.#file.write((records) => ({
      records: {
        ...records,
        tokens: records.tokens.map((each) =>
          each.id === id ? { ...each, lastUsedAt: this.#file.now() } : each,
        ),
      },
      result: undefined,
    }));
    await noting.catch(() => undefined).finally(() => this.#noting.delete(id));
  }
}
