import { printable } from "./_printable.ts";
import { readFileList } from "./_read_file_list.ts";
import { readMailboxList } from "./_read_mailbox_list.ts";
import { readWholeNumber } from "./_read_whole_number.ts";
import type { Reading } from "./_reading.ts";
import { SettingReader } from "./_setting_reader.ts";
import type { ToAscii } from "./host_name.ts";
import type { Mailbox } from "./mailbox_list.ts";
import type { Problem } from "./problem.ts";
import type { Registry } from "./registry.ts";
import { tryParseRegistryKey } from "./registry_key.ts";

/** A message kept in the registry under a name: `Email/<Block>/...`. */
export interface EmailBlock {
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly bcc: readonly Mailbox[];
  /** Empty when it is not set. */
  readonly subject: string;
  /** Empty when it is not set; lines may end in LF or CRLF. */
  readonly message: string;
  /** Paths as they were written; nothing has looked whether they exist. */
  readonly attachments: readonly string[];
  /** How long its messages are tried, where it is less than for the others. */
  readonly giveUpAfterMs: number | undefined;
}

/** A block, and everything that is wrong with it. */
export interface EmailBlockReading {
  readonly block: EmailBlock;
  readonly problems: readonly Problem[];
}

const EMPTY_BLOCK: EmailBlock = {
  to: [],
  cc: [],
  bcc: [],
  subject: "",
  message: "",
  attachments: [],
  giveUpAfterMs: undefined,
};

const HOUR_MS = 3_600_000;

function isBlockName(name: string): boolean {
  return !name.includes("/") && tryParseRegistryKey(`Email/${name}/ToAddress`) !== undefined;
}

function badName(name: string): Problem {
  const facts = {
    is: "its name cannot be a part of a key",
    accepted: "a name of letters and digits such as Alarm is accepted",
  };
  return { code: "key-invalid", path: `Email/${printable(name)}`, facts };
}

function readHours(text: string): Reading<number> {
  const reading = readWholeNumber(text);
  return "fault" in reading ? reading : { value: reading.value * HOUR_MS };
}

function readBlock(reader: SettingReader, node: string, toAscii: ToAscii): EmailBlock {
  const list = (key: string): readonly Mailbox[] =>
    reader.read(`${node}/${key}`, (text) => readMailboxList(text, toAscii, {})) ?? [];
  return {
    to: list("ToAddress"),
    cc: list("CcAddress"),
    bcc: list("BccAddress"),
    subject: reader.text(`${node}/Subject`) ?? "",
    message: reader.text(`${node}/Message`) ?? "",
    attachments: reader.read(`${node}/Attachments`, readFileList) ?? [],
    giveUpAfterMs: reader.read(`${node}/GiveUpAfter`, readHours),
  };
}

/**
 * Reads the message block of a name, in any case, and lists every problem at once.
 *
 * A block in which none of the three address keys is set has the problem `value-missing` at its
 * `ToAddress`; drop that one where the recipients come from elsewhere. Attachments are separated by
 * commas or semicolons; a path that holds one stands in double quotes, without escapes.
 *
 * @example A block
 * ```ts
 * import { Registry, readEmailBlock } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const { registry } = Registry.empty.apply([
 *   ["Email/Alarm/ToAddress", "Ann Lee <ann@example.com>; bob@example.com"],
 *   ["Email/Alarm/Subject", "Water in the cellar"],
 *   ["Email/Alarm/Attachments", 'log.txt, "/var/a,b.csv"'],
 * ]);
 * const { block, problems } = readEmailBlock(registry, "alarm", () => undefined);
 * assert.deepEqual(problems, []);
 * assert.deepEqual(block.to.map(({ address }) => address.text), ["ann@example.com", "bob@example.com"]);
 * assert.deepEqual(block.attachments, ["log.txt", "/var/a,b.csv"]);
 * ```
 */
export function readEmailBlock(
  registry: Registry,
  name: string,
  toAscii: ToAscii,
): EmailBlockReading {
  if (!isBlockName(name)) return { block: EMPTY_BLOCK, problems: [badName(name)] };
  const node = `Email/${name}`;
  const reader = new SettingReader(registry);
  const block = readBlock(reader, node, toAscii);
  const addressKeys = ["ToAddress", "CcAddress", "BccAddress"].map((key) => `${node}/${key}`);
  if (!addressKeys.some((key) => reader.has(key))) {
    const facts = { accepted: "a list like ann@example.com, bob@example.com is accepted" };
    reader.problems.push({ code: "value-missing", path: `${node}/ToAddress`, facts });
  }
  reader.warnOfUnknownKeys(node);
  return { block, problems: reader.problems };
}
