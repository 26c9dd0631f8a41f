import { TRIAL_SECONDS } from "@fieldpost/core";
import { z } from "zod";
import type {
  HistoryEntry,
  HistoryState,
  ImportRequest,
  RegistryState,
  SaveAnswer,
  SaveRequest,
  TrialRequest,
} from "../../api/registry_api.ts";
import type { EndpointRow } from "../endpoint.ts";
import {
  PROBLEM,
  SECRET_TEXT,
  SETTING_CHANGE,
  SETTING_WISHES,
  TRIAL_STATE,
} from "./setting_schemas.ts";

const GROUP = "Registry";

/** Entries of the history that are answered at most. */
const HISTORY_LIMIT = 500;

const DOCUMENT_LENGTH = 4 * 1024 * 1024;

const SAVE_REQUEST = z.strictObject({
  wishes: SETTING_WISHES,
  secret: SECRET_TEXT.nullable().optional(),
  dryRun: z.boolean().optional(),
  confirmWithinSeconds: z.int().min(TRIAL_SECONDS.least).max(TRIAL_SECONDS.most).optional(),
}) as unknown as z.ZodType<SaveRequest>;

const SAVE_ANSWER: z.ZodType<SaveAnswer> = z.strictObject({
  changes: z.array(SETTING_CHANGE),
  warnings: z.array(PROBLEM),
  trial: TRIAL_STATE.nullable(),
});

const REGISTRY_STATE: z.ZodType<RegistryState> = z.strictObject({
  entries: z.array(
    z.strictObject({ key: z.string(), value: z.string().nullable(), isSecret: z.boolean() }),
  ),
  problems: z.array(PROBLEM),
  machineName: z.string(),
  clockIsPlausible: z.boolean(),
  trial: TRIAL_STATE.nullable(),
});

const HISTORY_ENTRY: z.ZodType<HistoryEntry> = z.strictObject({
  at: z.iso.datetime(),
  by: z.string(),
  changes: z.array(SETTING_CHANGE),
});

/** All settings. */
export const READ_REGISTRY: EndpointRow<{ answer: RegistryState }> = {
  id: "readRegistry",
  method: "GET",
  path: "/api/v1/registry",
  access: "viewer",
  summary: "Lists every setting; of a secret only that it is set.",
  group: GROUP,
  answer: { kind: "json", schema: REGISTRY_STATE },
};

/** Changes of settings. */
export const SAVE_REGISTRY: EndpointRow<{ body: SaveRequest; answer: SaveAnswer }> = {
  id: "saveRegistry",
  method: "PUT",
  path: "/api/v1/registry",
  access: "administrator",
  summary:
    "Changes settings, all or none, unless somebody else has changed one of them meanwhile; with confirmWithinSeconds on trial.",
  group: GROUP,
  body: SAVE_REQUEST,
  bodyLimitBytes: 2 * DOCUMENT_LENGTH,
  answer: { kind: "json", schema: SAVE_ANSWER },
  refusals: ["refused", "conflict"],
};

/** The end of a trial. */
export const END_TRIAL: EndpointRow<{ body: TrialRequest; answer: SaveAnswer }> = {
  id: "endTrial",
  method: "POST",
  path: "/api/v1/registry/trial",
  access: "administrator",
  summary: "Confirms settings that are on trial, or takes them back at once.",
  group: GROUP,
  body: z.strictObject({
    id: z.string().min(1).max(100),
    action: z.enum(["confirm", "roll-back"]),
  }),
  answer: { kind: "json", schema: SAVE_ANSWER },
  refusals: ["not-found"],
};

/** What was changed. */
export const READ_HISTORY: EndpointRow<{
  query: { readonly limit: number };
  answer: HistoryState;
}> = {
  id: "readHistory",
  method: "GET",
  path: "/api/v1/registry/history",
  access: "viewer",
  summary: "Tells what was changed, when and by whom, the newest first.",
  group: GROUP,
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(HISTORY_LIMIT).default(100) }),
  answer: { kind: "json", schema: z.strictObject({ entries: z.array(HISTORY_ENTRY) }) },
};

/** Settings from a text. */
export const IMPORT_REGISTRY: EndpointRow<{ body: ImportRequest; answer: SaveAnswer }> = {
  id: "importRegistry",
  method: "POST",
  path: "/api/v1/registry/import",
  access: "administrator",
  summary: "Makes the settings of an INI document one's own, or tells what that would change.",
  group: GROUP,
  body: z.strictObject({
    document: z.string().max(DOCUMENT_LENGTH),
    dryRun: z.boolean(),
    replace: z.boolean(),
  }),
  // Each character may be escaped in the JSON.
  bodyLimitBytes: 2 * DOCUMENT_LENGTH,
  answer: { kind: "json", schema: SAVE_ANSWER },
  refusals: ["refused"],
};

/** Settings as a text. */
export const EXPORT_REGISTRY: EndpointRow = {
  id: "exportRegistry",
  method: "GET",
  path: "/api/v1/registry/export",
  access: "viewer",
  summary: "Gives the settings as an INI document, with its comments and without secrets.",
  group: GROUP,
  answer: { kind: "file", mediaType: "text/plain; charset=utf-8" },
};
