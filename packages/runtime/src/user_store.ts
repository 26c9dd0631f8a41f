import { findNameFault, findPasswordFault, type Role, type Secret } from "@fieldpost/core";
import { PasswordHasher } from "./password_hasher.ts";
import type { UserRecord, UserRecords } from "./user_records.ts";
import { MOST_RECORDS, type UserRefusal, type UsersFile, type UserWrite } from "./users_file.ts";

/** A user who is to be. */
export interface NewUser {
  readonly name: string;
  readonly role: Role;
  readonly password: Secret;
}

/**
 * The users of the pages, each with a role and a password that is kept as scrypt makes it.
 *
 * *Diagnostics*: throws {@linkcode RuntimeFailure} when the file cannot be read or written; an
 * unreadable file lets nobody in. What is refused is a value.
 *
 * @example The first user, and a password that is wrong
 * ```ts
 * import { Secret } from "@fieldpost/core";
 * import { openFieldpost } from "@fieldpost/runtime";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const { users } = await openFieldpost({ home });
 * const password = new Secret("warm water at seven");
 * await users.setUp({ name: "ops", role: "administrator", password });
 * assert.equal((await users.verify("ops", password))?.role, "administrator");
 * assert.equal(await users.verify("ops", new Secret("cold water at seven")), undefined);
 * await rm(home, { recursive: true });
 * ```
 */
export class UserStore {
  readonly #file: UsersFile;
  readonly #hasher: PasswordHasher;

  constructor(file: UsersFile, hasher: PasswordHasher = new PasswordHasher()) {
    this.#file = file;
    this.#hasher = hasher;
  }

  async list(): Promise<readonly UserRecord[]> {
    return (await this.#file.read()).users;
  }

  /** Whether nobody has set the first password yet. */
  async isSetupNeeded(): Promise<boolean> {
    return (await this.#file.read()).users.length === 0;
  }

  async find(name: string): Promise<UserRecord | undefined> {
    return findUser(await this.#file.read(), name);
  }

  /** The user whose password this is; somebody unknown costs the same time. */
  async verify(name: string, password: Secret): Promise<UserRecord | undefined> {
    const user = await this.find(name);
    return (await this.#hasher.matches(password, user?.password)) ? user : undefined;
  }

  /** Makes the first administrator; refused once there is a user. */
  async setUp(user: NewUser): Promise<UserWrite<UserRecord>> {
    return await this.#insert(user, (records) =>
      records.users.length === 0 ? undefined : "setup-over",
    );
  }

  async add(user: NewUser): Promise<UserWrite<UserRecord>> {
    return await this.#insert(user, (records) => {
      if (findUser(records, user.name) !== undefined) return "name-taken";
      return records.users.length < MOST_RECORDS ? undefined : "too-many";
    });
  }

  /** Gives a user another role or password; there is always an administrator. */
  async change(
    name: string,
    { role, password }: { readonly role?: Role; readonly password?: Secret },
  ): Promise<UserWrite<UserRecord>> {
    const fault = password && findPasswordFault(password.reveal(), name);
    if (fault !== undefined) return { kind: "refused", refusal: fault };
    const entry = password && (await this.#hasher.hash(password));
    return await this.#file.write((records) => {
      const user = findUser(records, name);
      if (user === undefined) return "unknown";
      const changed: UserRecord = {
        ...user,
        role: role ?? user.role,
        password: entry ?? user.password,
      };
      const users = records.users.map((each) => (each === user ? changed : each));
      return keepsAdministrator(records.users, users)
        ? { records: { ...records, users }, result: changed }
        : "last-administrator";
    });
  }

  async remove(name: string): Promise<UserWrite<UserRecord>> {
    return await this.#file.write((records) => {
      const user = findUser(records, name);
      if (user === undefined) return "unknown";
      const users = records.users.filter((each) => each !== user);
      return keepsAdministrator(records.users, users)
        ? { records: { ...records, users }, result: user }
        : "last-administrator";
    });
  }

  /** Notes a login; an entry that was made more cheaply is made anew. */
  async noteLogin(name: string, password: Secret): Promise<void> {
    const user = await this.find(name);
    if (user === undefined) return;
    const isOutdated = this.#hasher.isOutdated(user.password);
    const entry = isOutdated ? await this.#hasher.hash(password) : user.password;
    await this.#file.write((records) => ({
      records: {
        ...records,
        users: records.users.map((each) =>
          // Another password may have been set meanwhile.
          each.name === user.name && each.password.hash === user.password.hash
            ? { ...each, password: entry, lastLoginAt: this.#file.now() }
            : each,
        ),
      },
      result: undefined,
    }));
  }

  async #insert(
    { name, role, password }: NewUser,
    refusalOf: (records: UserRecords) => UserRefusal | undefined,
  ): Promise<UserWrite<UserRecord>> {
    const fault = findNameFault(name) ?? findPasswordFault(password.reveal(), name);
    if (fault !== undefined) return { kind: "refused", refusal: fault };
    const entry = await this.#hasher.hash(password);
    const user: UserRecord = {
      ...{ name, role, createdAt: this.#file.now(), lastLoginAt: null, password: entry },
    };
    return await this.#file.write(
      (records) =>
        refusalOf(records) ?? {
          records: { ...records, users: [...records.users, user] },
          result: user,
        },
    );
  }
}

function findUser({ users }: UserRecords, name: string): UserRecord | undefined {
  return users.find((each) => each.name.toLowerCase() === name.toLowerCase());
}

/** What never had one cannot lose it: a file that somebody has edited, say. */
function keepsAdministrator(before: readonly UserRecord[], after: readonly UserRecord[]): boolean {
  return hasAdministrator(after) || !hasAdministrator(before);
}

function hasAdministrator(users: readonly UserRecord[]): boolean {
  return users.some(({ role }) => role === "administrator");
}
