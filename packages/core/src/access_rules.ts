/** What a user may do: all, act without changing settings, or look (as JANOS has them). */
export type Role = "administrator" | "control" | "viewer";

/** Who may do something: everybody, or users of at least that role. */
export type Access = "public" | "viewer" | "control" | "administrator";

/** What one access means, and who has it. */
export interface AccessRule {
  readonly access: Access;
  /** What belongs to it. */
  readonly meaning: string;
  readonly nobody: boolean;
  readonly viewer: boolean;
  readonly control: boolean;
  readonly administrator: boolean;
}

/**
 * Which role may do what. JANOS ships accounts that may look, accounts that may control without being
 * administrators, and administrators, who may always control; its configuration is theirs alone.
 */
export const ACCESS_RULES: readonly AccessRule[] = [
  {
    access: "public",
    meaning: "Load the page, set the first password, log in and out.",
    nobody: true,
    viewer: true,
    control: true,
    administrator: true,
  },
  {
    access: "viewer",
    meaning:
      "See settings, plan, queue, messages, events, log and health; change one's own password.",
    nobody: false,
    viewer: true,
    control: true,
    administrator: true,
  },
  {
    access: "control",
    meaning:
      "Send messages, hold, release and delete those that wait, raise events, run checks that log in or send.",
    nobody: false,
    viewer: false,
    control: true,
    administrator: true,
  },
  {
    access: "administrator",
    meaning:
      "Change settings and the mail secret, try unsaved ones, use the console, manage users and tokens.",
    nobody: false,
    viewer: false,
    control: false,
    administrator: true,
  },
];

/**
 * Whether a role has an access; `undefined` is somebody who is not logged in.
 *
 * @example
 * ```ts
 * import { mayAccess } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * assert.equal(mayAccess("control", "viewer"), true);
 * assert.equal(mayAccess("control", "administrator"), false);
 * assert.equal(mayAccess(undefined, "viewer"), false);
 * ```
 */
export function mayAccess(role: Role | undefined, access: Access): boolean {
  return ACCESS_RULES.find((rule) => rule.access === access)?.[role ?? "nobody"] === true;
}
