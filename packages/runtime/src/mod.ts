/**
 * The effects of Fieldpost: data directory, registry file, secrets, log, sockets and MIME.
 *
 * It is not a place for decisions: how to connect, what a reply means and whether a value is valid
 * is core's. Adapters open one unit and work with it.
 *
 * @example Send a message and see how it was protected
 * ```ts
 * import { parseEmailAddress } from "@fieldpost/core";
 * import { openFieldpost, toAscii } from "@fieldpost/runtime";
 * import { mkdtemp, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * import assert from "node:assert/strict";
 *
 * const home = await mkdtemp(join(tmpdir(), "fieldpost-example-"));
 * const unit = await openFieldpost({ home });
 * const address = parseEmailAddress("unit7@example.com", toAscii);
 * const mailbox = { name: "Unit 7", address };
 * const result = await unit.sendNow({ from: mailbox, to: [mailbox], subject: "Boot", text: "Up." });
 * assert.ok(result.kind === "refused"); // no mail host is set yet
 * assert.equal(result.decision.refusals[0]?.key, "IpConfig/MailHost");
 * await rm(home, { recursive: true });
 * ```
 *
 * @module
 */
export { type Clock, isPlausible, RELEASED_AT_MS, systemClock } from "./clock.ts";
export {
  type Attachment,
  type ComposedMessage,
  composeMessage,
  type OutgoingMessage,
} from "./compose_message.ts";
export { type DataDirectory, defaultHome, openDataDirectory } from "./data_directory.ts";
export { createFile, type DurableFiles, nodeFiles, replaceFile } from "./durable_files.ts";
export {
  describeProtection,
  Fieldpost,
  type FieldpostParts,
  type RecipientResult,
  SECRET_KEY,
  type SendResult,
  type UnitPlan,
} from "./fieldpost.ts";
export { nodeSaslCrypto } from "./node_sasl_crypto.ts";
export { type OpenOptions, openFieldpost } from "./open_fieldpost.ts";
export { ATTACHMENT_LIMIT_BYTES, readAttachment, readInput } from "./read_attachment.ts";
export {
  type RegistryReading,
  RegistryStore,
  type RegistryStoreOptions,
  type RegistryWrite,
} from "./registry_store.ts";
export { type RuntimeErrorCode, RuntimeFailure } from "./runtime_failure.ts";
export { SecretVault, type SecretVaultOptions } from "./secret_vault.ts";
export {
  ADDRESS_DELAY_MS,
  type Submission,
  type SubmissionReport,
  submit,
} from "./submission_driver.ts";
export {
  formatLogTime,
  LOG_LIMIT_BYTES,
  LOG_TEXT_LIMIT,
  type LogEvent,
  type LogRecord,
  SystemLog,
  type SystemLogOptions,
} from "./system_log.ts";
export { toAscii } from "./to_ascii.ts";
export { LOCK_PATIENCE_MS, LOCK_STALE_MS, type LockOptions, withLock } from "./with_lock.ts";
