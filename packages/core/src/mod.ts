export {
  type EmailAddress,
  isEmailAddress,
  parseEmailAddress,
  tryParseEmailAddress,
} from "./email_address.ts";
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
export {
  formatMailbox,
  type Mailbox,
  type MailboxListOptions,
  parseMailboxList,
  tryParseMailboxList,
} from "./mailbox_list.ts";
export { isPort, parsePort, tryParsePort } from "./port.ts";
