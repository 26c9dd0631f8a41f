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
export {
  type AcceptedSubmission,
  acceptSubmission,
  type RawSubmission,
} from "./accept_submission.ts";
export type { AttemptRecord } from "./attempt_records.ts";
export { AUDIT_LINES, AUDIT_WINDOW_MS, AuditLog, type AuditLogOptions } from "./audit_log.ts";
export type {
  CheckFacts,
  CheckFinding,
  CheckProgress,
  CheckStatus,
  CheckStep,
  ConnectionFacts,
} from "./check_step.ts";
export { CHECK_PORTS, type CheckOptions, type CheckReport, checkUnit } from "./check_unit.ts";
export { type Clock, isPlausible, systemClock } from "./clock.ts";
export type { ClockSighting } from "./clock_sighting.ts";
export type { Attachment, ComposedMessage, OutgoingMessage } from "./compose_message.ts";
export { defaultHome } from "./data_directory.ts";
export type { DeliveryOptions } from "./deliver_now.ts";
export { describeUserRefusal } from "./describe_user_refusal.ts";
export type { DurableFiles } from "./durable_files.ts";
export type { Fieldpost } from "./fieldpost.ts";
export {
  type FieldpostSentInfo,
  type FieldpostTransportOptions,
  fieldpostTransport,
} from "./fieldpost_transport.ts";
export { type Heartbeat, type PathReport, readHeartbeat } from "./heartbeat.ts";
export type { LogTail } from "./log_tail.ts";
export type {
  MailQueue,
  QueueCommand,
  QueueCommandResult,
  QueueRun,
  QueueSubmission,
} from "./mail_queue.ts";
export { SECRET_KEY } from "./mail_route.ts";
export type { ExplainedPath, MessageStory, RecipientFinding } from "./message_story.ts";
export { type OpenOptions, openFieldpost } from "./open_fieldpost.ts";
export { openPageCertificate, type PageCertificateOptions } from "./page_certificate.ts";
export {
  type PasswordEntry,
  PasswordHasher,
  SCRYPT_COST,
  type ScryptCost,
} from "./password_hasher.ts";
export type { SeenCertificate } from "./path_histories.ts";
export type { PathState } from "./path_state.ts";
export type { UnitPlan } from "./plan_unit.ts";
export { removePortsFile, type ServicePorts, writePortsFile } from "./ports_file.ts";
export type { AddressProbe, OwnAddress } from "./probe_addresses.ts";
export type { ClockProbe } from "./probe_clock.ts";
export type { DnsAnswer, DnsProbe } from "./probe_dns.ts";
export { PROBE_LIMITS, type ProbeLimits } from "./probe_limits.ts";
export type { PortProbe, ProbeFailure } from "./probe_port.ts";
export type { QueueCensus, QueueListing, QueuePage } from "./queue_listing.ts";
export type { QueuePassReport } from "./queue_pass.ts";
export type {
  EndedMessage,
  MessageFacts,
  QueuedMessage,
  QueuedMessageDetail,
  SendingNow,
} from "./queued_message.ts";
export type {
  EventsReport,
  KeptBy,
  RaiseOptions,
  RaiseResult,
  UnitEventState,
} from "./raise_result.ts";
export { ATTACHMENT_LIMIT_BYTES, readAttachment, readInput } from "./read_attachment.ts";
export { type RebootResult, requestReboot } from "./reboot_request.ts";
export type { RegistryHistoryEntry } from "./registry_history.ts";
export type { RegistryMoment, RegistryReading } from "./registry_reading.ts";
export type {
  RegistryConflict,
  RegistrySave,
  RegistrySaveRequest,
  RegistryWrite,
  TrialEnd,
} from "./registry_save.ts";
export { registryStamp } from "./registry_stamp.ts";
export type { RegistryStore } from "./registry_store.ts";
export { type RuntimeErrorCode, RuntimeFailure } from "./runtime_failure.ts";
export type { KeyedCertificate } from "./self_signed_certificate.ts";
export type { RecipientResult, SendResult } from "./send_result.ts";
export { findServe } from "./serve_lock.ts";
export {
  HEARTBEAT_MS,
  type ServeEvent,
  type ServeOptions,
  type ServeUnit,
  STOP_GRACE_MS,
  startServe,
} from "./serve_unit.ts";
export type { DraftRefusal, DraftUnit, SettingsDraft } from "./settings_draft.ts";
export { SetupToken } from "./setup_token.ts";
export { formatLogTime, type LogEvent, type LogRecord, type SystemLog } from "./system_log.ts";
export { toAscii } from "./to_ascii.ts";
export { TokenStore } from "./token_store.ts";
export { UnitEvents } from "./unit_events.ts";
export type { TokenRecord, UserRecord } from "./user_records.ts";
export { type NewUser, UserStore } from "./user_store.ts";
export type { UserRefusal, UserWrite } from "./users_file.ts";
export { type UnitChange, type UnitWatch, watchUnit } from "./watch_unit.ts";
export { writeOutput } from "./write_output.ts";
