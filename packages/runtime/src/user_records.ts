import type { Role } from "@fieldpost/core";
import type { PasswordEntry, ScryptCost } from "./password_hasher.ts";

/** A user of the pages as the file has it. Times are ISO 8601, UTC. */
export interface UserRecord {
  readonly name: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly lastLoginAt: string | null;
  readonly password: PasswordEntry;
}

/** A bearer token as the file has it: its digest, never the token. */
export interface TokenRecord {
  readonly id: string;
  readonly label: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly digest: string;
}

/** The users file. */
export interface UserRecords {
  readonly users: readonly UserRecord[];
  readonly tokens: readonly TokenRecord[];
}

const ROLES: readonly unknown[] = ["administrator", "control", "viewer"] satisfies Role[];

/** Reads the users file; `undefined` when it is none: then nobody may log in. */
export function tryParseUserRecords(text: string): UserRecords | undefined {
  try {
    const file = JSON.parse(text) as { readonly [Member in keyof UserRecords]?: unknown } | null;
    const { users, tokens } = file ?? {};
    if (!Array.isArray(users) || !Array.isArray(tokens)) return undefined;
    return users.every(isUser) && tokens.every(isToken) ? { users, tokens } : undefined;
  } catch {
    return undefined;
  }
}

function isUser(value: unknown): value is UserRecord {
  const user = value as UserRecord | null;
  return (
    isText(user?.name) && isText(user.createdAt) && isRole(user.role) && isEntry(user.password)
  );
}

function isToken(value: unknown): value is TokenRecord {
  const token = value as TokenRecord | null;
  const texts = [token?.id, token?.label, token?.createdAt, token?.digest];
  return texts.every(isText) && isRole(token?.role);
}

function isEntry(value: unknown): value is PasswordEntry {
  const entry = value as PasswordEntry | null | undefined;
  const { N, r, p } = (entry?.cost ?? {}) as Partial<ScryptCost>;
  const isCost = [N, r, p].every((each) => Number.isSafeInteger(each) && (each ?? 0) > 0);
  return isCost && isText(entry?.salt) && isText(entry.hash);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

function isRole(value: unknown): boolean {
  return ROLES.includes(value);
}

/** Writes the users file. */
export function formatUserRecords(records: UserRecords): string {
  return `${JSON.stringify(records, undefined, 2)}\n`;
}
