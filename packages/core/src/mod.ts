export { CATALOGUE } from "./catalogue.ts";
export type { CatalogueEntry, CatalogueKind, CatalogueOrigin } from "./catalogue_entry.ts";
export { checkAssignment } from "./check_assignment.ts";
export type {
  ConnectionPlan,
  PlanDecision,
  PlanReason,
  PlanRefusal,
  PlanWarning,
  RefusalCode,
  TlsMode,
} from "./connection_plan.ts";
export { describeProblem } from "./describe_problem.ts";
export {
  type EmailAddress,
  isEmailAddress,
  parseEmailAddress,
  tryParseEmailAddress,
} from "./email_address.ts";
export { findCatalogueEntry } from "./find_catalogue_entry.ts";
export {
  DEFAULT_FIRMWARE_PROFILE,
  FIRMWARE_PROFILES,
  type FirmwareProfile,
  type FirmwareProfileName,
  findFirmwareProfile,
} from "./firmware_profile.ts";
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
export { isWarning } from "./is_warning.ts";
export type { MailSettings, StartTlsChoice } from "./mail_settings.ts";
export {
  formatMailbox,
  type Mailbox,
  type MailboxListOptions,
  parseMailboxList,
  tryParseMailboxList,
} from "./mailbox_list.ts";
export { type PlanInput, planConnection } from "./plan_connection.ts";
export { PLAN_RULES, type PlanRule, type PlanRuleId, type PlanRuleOutcome } from "./plan_rules.ts";
export { isPort, parsePort, tryParsePort } from "./port.ts";
export type { Problem, ProblemCode } from "./problem.ts";
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
  foldRegistryKey,
  isDynamicKey,
  parseRegistryKey,
  tryParseRegistryKey,
} from "./registry_key.ts";
export { REGISTRY_LIMITS, type RegistryLimits } from "./registry_limits.ts";
export { isSealedValue } from "./sealed_value.ts";
export { Secret } from "./secret.ts";
