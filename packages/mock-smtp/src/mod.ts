/**
 * A capture SMTP server for tests: it accepts mail, delivers none, and tells exactly what came and
 * how it was protected.
 *
 * It is not a mail server: it has no queue, makes no outbound connection and asks no DNS.
 *
 * @example The envelope is what MAIL and RCPT said
 * ```ts
 * import { startMockSmtp } from "@fieldpost/mock-smtp";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const transport = createTransport({ host: "127.0.0.1", port: server.port(), ignoreTLS: true });
 * await transport.sendMail({ from: "a@example.test", bcc: "hidden@example.test", text: "Psst" });
 *
 * const message = await server.next();
 * assert.equal(message.envelope.recipients[0]?.address, "hidden@example.test");
 * assert.equal(message.header("Bcc"), undefined);
 * await server.close();
 * ```
 *
 * @module
 */

export {
  assertAuthenticatedAs,
  assertCleanSmtp,
  assertHeader,
  assertMessage,
  assertSentOverTls,
} from "./assertions/assert_message.ts";
export {
  assertReceived,
  assertReceivedNothing,
  assertReceivedTimes,
} from "./assertions/assert_received.ts";
export { attachments, type MailAttachment } from "./assertions/attachments.ts";
export type { CaptureSource } from "./assertions/capture_source.ts";
export { code } from "./assertions/code.ts";
export type {
  AuthExpectation,
  CleanExpectation,
  TlsExpectation,
  TlsVersion,
} from "./assertions/judge_transfer.ts";
export { links, type MailLink } from "./assertions/links.ts";
export {
  type MatcherContext,
  type MatcherFunctions,
  type MatcherResult,
  type MockSmtpMatchers,
  mockSmtpMatchers,
} from "./assertions/mock_smtp_matchers.ts";
export { normalizedSnapshot, type SnapshotOptions } from "./assertions/normalized_snapshot.ts";
export { type Unsubscribe, unsubscribe } from "./assertions/unsubscribe.ts";
export type { AuthMechanism } from "./auth/auth_mechanisms.ts";
export type { CapturedMessage } from "./capture/captured_message.ts";
export type {
  AuthFacts,
  CapturedSession,
  SessionEnd,
  SessionFailure,
  TlsFacts,
} from "./capture/captured_session.ts";
export type { HeaderField } from "./capture/header_fields.ts";
export type { SmtpExtension } from "./engine/extension.ts";
export type {
  Envelope,
  EnvelopeRecipient,
  RefusedRecipient,
  TransactionTimes,
} from "./engine/mail_transaction.ts";
export type { ProtocolWarning, WarningCode } from "./engine/protocol_warning.ts";
export type { SessionStage } from "./engine/session_stage.ts";
export type { EsmtpParameters } from "./engine/smtp_command.ts";
export type { TranscriptEntry } from "./engine/transcript.ts";
export {
  type FiringFacts,
  type MessageFacts,
  messageFacts,
  type SessionFacts,
  sessionFacts,
} from "./evidence/evidence_facts.ts";
export { type DialogueOptions, renderDialogue } from "./evidence/render_dialogue.ts";
export { renderMbox } from "./evidence/render_mbox.ts";
export {
  type ReplayOptions,
  type ReplayReport,
  type ReplyDifference,
  replayDialogue,
} from "./evidence/replay_dialogue.ts";
export type { SessionPhases } from "./evidence/session_phases.ts";
export { type EvidenceOptions, writeEvidence } from "./evidence/write_evidence.ts";
export { writeMaildir } from "./evidence/write_maildir.ts";
export type { FaultHandle } from "./faults/fault_book.ts";
export type { FaultPresetName, FaultPresetOptions } from "./faults/fault_presets.ts";
export type {
  FaultAct,
  FaultCondition,
  FaultFiring,
  FaultKey,
  FaultRule,
  FaultText,
} from "./faults/fault_rule.ts";
export { type FaultSpec, parseFaults } from "./faults/fault_spec.ts";
export type { ListenerOptions, MockSmtpListener } from "./server/listener.ts";
export type { MailScope } from "./server/mail_scope.ts";
export type { ListenerTls, SessionOptions } from "./server/session_options.ts";
export {
  type FaultControl,
  type MockSmtp,
  type MockSmtpOptions,
  startMockSmtp,
} from "./server/start_mock_smtp.ts";
export {
  type CertificateScenario,
  createTestAuthority,
  type IssuedCertificate,
  type IssueOptions,
  type TestAuthority,
} from "./tls/test_authority.ts";
export type { TlsOptions } from "./tls/tls_setup.ts";
export type { Inbox } from "./wait/inbox.ts";
export type { MessageFilter, TextMatch } from "./wait/message_filter.ts";
export type { SettleOptions } from "./wait/settlement.ts";
export { WaitError, type WaitEvidence } from "./wait/wait_error.ts";
export type { WaitLimits } from "./wait/waiting_room.ts";
