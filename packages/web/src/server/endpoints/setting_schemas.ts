import type { Problem, ProblemCode } from "@fieldpost/core";
import { z } from "zod";
import type { SettingChange, SettingWish, TrialState } from "../../api/registry_api.ts";

/** Characters that a key may have, and a value: core judges them, this only bounds the work. */
const KEY_LENGTH = 1000;
const VALUE_LENGTH = 100_000;

/** A key as somebody typed it. */
export const KEY: z.ZodType<string> = z.string().min(1).max(KEY_LENGTH);

const VALUE: z.ZodType<string | null> = z.string().max(VALUE_LENGTH).nullable();

/** A secret that is to be stored: no character of it can be none on a keyboard. */
export const SECRET_TEXT: z.ZodType<string> = z
  .string()
  .min(1)
  .max(1000)
  .regex(/^[^\p{Cc}]*$/u, "it holds a control character, one line of text is accepted");

/** A wish for one key. */
export const SETTING_WISH: z.ZodType<SettingWish> = z.strictObject({
  key: KEY,
  value: VALUE,
  was: VALUE,
});

/** Wishes that belong together. */
export const SETTING_WISHES: z.ZodType<readonly SettingWish[]> = z.array(SETTING_WISH).max(20_000);

/** Something wrong with settings. */
export const PROBLEM: z.ZodType<Problem> = z.strictObject({
  // Core's own codes; a list of them here would be a second one.
  code: z.string() as unknown as z.ZodType<ProblemCode>,
  path: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  line: z.int().optional(),
}) as unknown as z.ZodType<Problem>;

/** A key and how it changes. */
export const SETTING_CHANGE: z.ZodType<SettingChange> = z.strictObject({
  key: z.string(),
  kind: z.enum(["added", "changed", "removed"]),
  before: z.string().nullable(),
  after: z.string().nullable(),
  isSecret: z.boolean(),
});

/** A change on trial. */
export const TRIAL_STATE: z.ZodType<TrialState> = z.strictObject({
  id: z.string(),
  by: z.string(),
  startedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  changes: z.array(SETTING_CHANGE),
});
