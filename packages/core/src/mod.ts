/**
 * Fieldpost's nouns, rules and decisions: registry, validation, the decision how to connect, and the
 * submission dialogue as a state machine.
 *
 * It is a function of its arguments: no clock, no dice, no files, no sockets, no imports. It is not a
 * mail program; `@fieldpost/runtime` gives it a disk and a network.
 *
 * @example Decide how a unit connects
 * ```ts
 * import { planConnection, readMailSettings, Registry } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const { registry } = Registry.empty.apply([
 *   ["IpConfig/MailHost", "mail.example.com"],
 *   ["IpConfig/EmailAddress", "unit7@example.com"],
 *   ["Email/Port", "587"],
 *   ["Email/StartTLS", "required"],
 * ]);
 * const reading = readMailSettings(registry, { toAscii: (name) => name, machineName: "unit7" });
 * const { mode, reasons } = planConnection({ ...reading, clockIsPlausible: true });
 * assert.equal(mode, "starttls-must");
 * assert.equal(reasons[0]?.rule, "A8");
 * ```
 *
 * @module
 */

export {
  ACCESS_RULES,
  type Access,
  type AccessRule,
  mayAccess,
  type Role,
} from "./access_rules.ts";
export { encodeBase64, tryDecodeBase64 } from "./base64.ts";
export { BIND_RULES, type BindRule, type BindWish, findBindRefusal } from "./bind_rules.ts";
export { boundTranscript, TRANSCRIPT_BOUNDS } from "./bound_transcript.ts";
export { canonicalAssignment } from "./canonical_assignment.ts";
export { type Capabilities, NO_CAPABILITIES, parseCapabilities } from "./capabilities.ts";
export { CATALOGUE } from "./catalogue.ts";
export type { CatalogueEntry, CatalogueKind, CatalogueOrigin } from "./catalogue_entry.ts";
export { checkAssignment } from "./check_assignment.ts";
export { checkRegistryDocument } from "./check_registry_document.ts";
export {
  chooseMechanism,
  MECHANISM_ORDER,
  MECHANISM_ORDER_EXPOSED,
  MECHANISM_ORDER_TOKEN,
} from "./choose_mechanism.ts";
export {
  chooseTransfer,
  TRANSFER_RULES,
  type Transfer,
  type TransferFacts,
  type TransferRule,
} from "./choose_transfer.ts";
export {
  type CompletedHeader,
  completeHeader,
  type HeaderDefaults,
  namedRecipients,
} from "./complete_header.ts";
export {
  type ChoiceAssignment,
  type ConnectionChoice,
  choiceAssignments,
  connectionChoiceOf,
} from "./connection_choice.ts";
export type {
  ConnectionPlan,
  PlanDecision,
  PlanReason,
  PlanRefusal,
  PlanWarning,
  RefusalCode,
  TlsMode,
} from "./connection_plan.ts";
export { CHUNK_LIMIT_BYTES, ContentChunks } from "./content_chunks.ts";
export { ContentReceiver, type ReceivedContent } from "./content_receiver.ts";
export {
  describeJournalEvent,
  type JournalStatement,
  newsOfJournal,
} from "./describe_journal_event.ts";
export { describeOutcome, lastWordsOf, type OutcomeContext } from "./describe_outcome.ts";
export { describeProblem } from "./describe_problem.ts";
export { describeProtection } from "./describe_protection.ts";
export { diagnose } from "./diagnose.ts";
export { diagnoseOutcome, type KeptOutcome } from "./diagnose_outcome.ts";
export { type DiagnosisContext, diagnoseVerdict } from "./diagnose_verdict.ts";
export type {
  CertificateDates,
  DiagnosedChange,
  Diagnosis,
  DiagnosisEvidence,
  OppositeModeFinding,
} from "./diagnosis.ts";
export { DotStuffer, END_OF_CONTENT } from "./dot_stuffer.ts";
export { type DueReport, dueReports, type ReportableMessage } from "./due_reports.ts";
export { editDistance } from "./edit_distance.ts";
export { editRegistryDocument, formatRegistry } from "./edit_registry_document.ts";
export {
  type EmailAddress,
  isEmailAddress,
  parseEmailAddress,
  tryParseEmailAddress,
} from "./email_address.ts";
export { type EmailBlock, type EmailBlockReading, readEmailBlock } from "./email_block.ts";
export {
  ENVID_LIMIT,
  type EnvelopeParameters,
  type NotifyKeyword,
  ORCPT_LIMIT,
  type RecipientParameters,
  recipientParameters,
  tryEncodeEnvid,
  tryParseEnvid,
  tryParseNotify,
  tryParseOrcpt,
  tryParseRet,
} from "./envelope_parameters.ts";
export {
  decideEvent,
  type EventDecision,
  type EventLine,
  type EventState,
  LONGEST_WAIT_HOLD_OFFS,
  QUIET_EVENT,
  raiseEvent,
  settleEvent,
} from "./event_decision.ts";
export {
  type EventJournalReading,
  formatEventJournal,
  formatRaisedLine,
  readEventJournal,
} from "./event_journal.ts";
export {
  EVENT_PLACEHOLDERS,
  type EventMessage,
  type EventMessageParts,
  eventMessage,
  formatEventLine,
  isEventValueName,
} from "./event_message.ts";
export {
  type EventRules,
  type EventRulesReading,
  isEventName,
  readEventRules,
} from "./event_rules.ts";
export {
  explainLog,
  LOG_FINDING_LIMIT,
  type LogExplanation,
  type LogFinding,
} from "./explain_log.ts";
export { FAILURE_CATALOGUE } from "./failure_catalogue.ts";
export {
  type FailureReport,
  formatFailureReport,
  type ReportedFailure,
  type ReportedRelay,
} from "./failure_report.ts";
export {
  CERTIFICATE_ROWS,
  type FailureRow,
  FINDING_ROWS,
  TIMEOUT_ROWS,
  TRANSPORT_ROWS,
} from "./failure_rows.ts";
export { type FilledTemplate, fillTemplate } from "./fill_template.ts";
export { findCatalogueEntry } from "./find_catalogue_entry.ts";
export { findMailboxProvider, findProvider, PROVIDERS } from "./find_provider.ts";
export {
  DEFAULT_FIRMWARE_PROFILE,
  FIRMWARE_PROFILES,
  type FirmwareProfile,
  type FirmwareProfileName,
  findFirmwareProfile,
} from "./firmware_profile.ts";
export { formatDiagnosis } from "./format_diagnosis.ts";
export {
  type LocalNames,
  type RecipientReading,
  readHeaderRecipients,
  readRecipient,
  readRecipients,
} from "./header_recipients.ts";
export {
  HEADER_SECTION_LIMIT,
  type HeaderField,
  type HeaderSection,
  readHeaderSection,
} from "./header_section.ts";
export {
  type HeloNameSources,
  heloNameFor,
  isHeloName,
  parseHeloName,
  tryParseHeloName,
} from "./helo_name.ts";
export {
  type HostName,
  isHostName,
  isLoopbackAddress,
  parseHostName,
  type ToAscii,
  tryParseHostName,
} from "./host_name.ts";
export { isNewUnit } from "./is_new_unit.ts";
export { isWarning } from "./is_warning.ts";
export {
  type AcceptedEvent,
  formatJournalEntry,
  type JournalEntry,
  type JournalEvent,
  type JournalReading,
  parseJournal,
} from "./journal_entry.ts";
export type {
  Certainty,
  DiagnosisAct,
  DiagnosisSide,
  EvidenceBasis,
  FailureChange,
  FailureCondition,
  FailureSign,
  KnownFailure,
} from "./known_failure.ts";
export type { LogProduct } from "./log_product.ts";
export {
  countLoginFailure,
  LOGIN_BACKOFF,
  type LoginBackoffRule,
  type LoginFailures,
  type LoginSubject,
  loginWaitMs,
} from "./login_backoff.ts";
export type { MailSettings, StartTlsChoice } from "./mail_settings.ts";
export {
  formatMailbox,
  type Mailbox,
  type MailboxListOptions,
  parseMailboxList,
  tryParseMailboxList,
} from "./mailbox_list.ts";
export { type MessageEnd, messageEnd } from "./message_end.ts";
export {
  type FilteredMessage,
  MESSAGE_STATES,
  type MessageFilter,
  type MessageState,
  messageMatcher,
} from "./message_filter.ts";
export { describeOrigin, type MessageOrigin } from "./message_origin.ts";
export {
  nextAttempt,
  RETRY_TIMETABLE,
  type RetryReason,
  type RetrySituation,
  type RetryTimetable,
} from "./next_attempt.ts";
export { normalizeLineEnds } from "./normalize_line_ends.ts";
export { type OutcomeCause, outcomeOf } from "./outcome_of.ts";
export type { OutcomeRow } from "./outcome_row.ts";
export {
  type Attention,
  affectsSending,
  CERTIFICATE_WARNING_DAYS,
  CLOCK_TOLERANCE_MS,
  LONG_WAIT_MS,
  type Overview,
  type OverviewFacts,
  overviewOf,
} from "./overview_of.ts";
export { type PageSettings, type PageSettingsReading, readPageSettings } from "./page_settings.ts";
export {
  type CredentialFault,
  describeCredentialFault,
  findNameFault,
  findPasswordFault,
  PASSWORD_LEAST,
  PASSWORD_MOST,
} from "./password_rules.ts";
export { type PathRetry, pathRetry, RETRY_ON_CHANGE } from "./path_retry.ts";
export { type PlanInput, planConnection } from "./plan_connection.ts";
export { PLAN_RULES, type PlanRule, type PlanRuleId, type PlanRuleOutcome } from "./plan_rules.ts";
export { isPort, parsePort, tryParsePort } from "./port.ts";
export type { PortCandidate } from "./port_candidate.ts";
export type { AddressFamily, PortChannel, PortFinding, PortReach } from "./port_finding.ts";
export type { Problem, ProblemCode } from "./problem.ts";
export { provenVerdict } from "./proven_verdict.ts";
export type {
  Provider,
  ProviderEndpoint,
  ProviderFromRule,
  ProviderId,
} from "./provider.ts";
export { type ProviderAdvice, providerAdvice } from "./provider_advice.ts";
export { type ProviderLimits, providerLimits } from "./provider_limits.ts";
export { encodeQuotedPrintable } from "./quoted_printable.ts";
export { type PathHistory, type PathSighting, ratchet } from "./ratchet.ts";
export {
  type MailSettingsContext,
  type MailSettingsReading,
  readMailSettings,
} from "./read_mail_settings.ts";
export {
  type QueueSettings,
  type QueueSettingsReading,
  readQueueSettings,
} from "./read_queue_settings.ts";
export {
  COMMAND_LIMIT,
  RECIPIENTS_LIMIT,
  type ReceivedEnvelope,
  type ReceivingAnswer,
  type ReceivingOptions,
  ReceivingSession,
} from "./receiving_session.ts";
export {
  type ConnectionAdvice,
  type ConnectionRecommendation,
  recommendConnection,
} from "./recommend_connection.ts";
export {
  NO_RECOMMENDATION_RULES,
  type NoRecommendationRule,
  RECOMMENDATION_RULES,
  type RecommendationNeeds,
  type RecommendationRule,
  type RecommendationRuleId,
} from "./recommendation_rules.ts";
export { LOG_LIMIT, redactLog } from "./redact_log.ts";
export {
  Registry,
  type RegistryAssignment,
  type RegistryEdit,
  type RegistryEdits,
  type RegistryListing,
} from "./registry.ts";
export {
  formatRegistryBoolean,
  parseRegistryBoolean,
  tryParseRegistryBoolean,
} from "./registry_boolean.ts";
export { formatRegistryChange, type RegistryChange } from "./registry_change.ts";
export { tryParseRegistryChoice } from "./registry_choice.ts";
export {
  formatRegistryDocument,
  parseRegistryDocument,
  type RegistryDocument,
  type RegistryDocumentEntry,
  type RegistryDocumentLimits,
  readRegistryDocument,
} from "./registry_document.ts";
export {
  findMismatches,
  type RegistryExpectation,
  type RegistryMismatch,
} from "./registry_expectation.ts";
export { locateProblem, type RegistryImport, readRegistryImport } from "./registry_import.ts";
export {
  foldRegistryKey,
  isDynamicKey,
  parseRegistryKey,
  tryParseRegistryKey,
} from "./registry_key.ts";
export { REGISTRY_LIMITS, type RegistryLimits } from "./registry_limits.ts";
export {
  type ParsedReplies,
  REPLY_LIMIT,
  REPLY_LINE_LIMIT,
  type ReplyFault,
  ReplyParser,
} from "./reply_parser.ts";
export { REPLY_ROWS, type ReplyRow } from "./reply_rows.ts";
export {
  findRequestRefusal,
  REQUEST_RULES,
  type RequestFacts,
  type RequestRule,
} from "./request_rules.ts";
export type { SaslCrypto } from "./sasl_crypto.ts";
export type { SaslExchange, SaslMechanism, SaslStep } from "./sasl_exchange.ts";
export { saslPrep } from "./sasl_prep.ts";
export { isSealedValue } from "./sealed_value.ts";
export { Secret } from "./secret.ts";
export { isSecretKey, secretKeyMeantBy } from "./secret_key.ts";
export { SecretMask } from "./secret_mask.ts";
export { type DatedChanges, sendingChangedAt } from "./sending_changed_at.ts";
export type {
  SessionAlarm,
  SessionEffect,
  SessionOutcome,
  SessionStep,
  TransactionOutcome,
} from "./session_effect.ts";
export {
  isSessionAlive,
  SESSION_LIMITS,
  type SessionLimits,
  type SessionTimes,
} from "./session_limits.ts";
export type {
  PreparedChunk,
  SessionObservation,
  SubmissionTransaction,
  TlsFacts,
  TransportFailure,
} from "./session_observation.ts";
export {
  INTERACTIVE_TIMEOUTS,
  QUEUE_TIMEOUTS,
  queueTimeouts,
  type SessionTimeouts,
} from "./session_timeouts.ts";
export {
  isTrialOver,
  rollBackTrial,
  type SettingsTrial,
  TRIAL_SECONDS,
  type TrialRollBack,
} from "./settings_trial.ts";
export { readSmtpCommand, readSmtpPath, type SmtpCommand, type SmtpPath } from "./smtp_command.ts";
export { formatReply, type SmtpReply } from "./smtp_reply.ts";
export {
  encodeSntpQuery,
  readSntpAnswer,
  SNTP_NONCE_BYTES,
  SNTP_PACKET_BYTES,
  type SntpAnswer,
  type SntpExchange,
} from "./sntp_answer.ts";
export { parseSpkiPin, tryParseSpkiPin } from "./spki_pin.ts";
export { type SaslIdentity, startSasl } from "./start_sasl.ts";
export { SCRAM_MAX_ITERATIONS, SCRAM_MIN_ITERATIONS } from "./start_scram.ts";
export {
  type AcceptedMessage,
  type MessageStatus,
  type RecipientStatus,
  statusOf,
} from "./status_of.ts";
export { SubmissionInput, type SubmissionInputOptions } from "./submission_input.ts";
export {
  type LostDsn,
  NO_CONNECTION,
  type OutcomeCode,
  type OutcomeKind,
  type OutcomeScope,
  type Protection,
  type RecipientOutcome,
  type Verdict,
} from "./submission_outcome.ts";
export { SubmissionSession } from "./submission_session.ts";
export type { SessionGoal, SubmissionSessionOptions } from "./submission_session_options.ts";
export type { SubmissionStage } from "./submission_stage.ts";
export { type TlsProof, tlsProofOf } from "./tls_proof.ts";
export { formatTranscriptLine, type TranscriptLine } from "./transcript.ts";
export { unitNameOf } from "./unit_name_of.ts";
export { decodeUtf8, encodeUtf8 } from "./utf8.ts";
export { encodeXtext, tryDecodeXtext } from "./xtext.ts";
