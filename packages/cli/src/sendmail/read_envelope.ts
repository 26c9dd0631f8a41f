import { type EmailAddress, readRecipient, readRecipients } from "@fieldpost/core";
import { type Fieldpost, toAscii } from "@fieldpost/runtime";
import { CliFailure } from "../cli_failure.ts";
import type { SendmailRequest } from "./sendmail_request.ts";

/** The envelope of a submission, and whose domain completes what has none. */
export interface Envelope {
  /** `null` is the null sender. */
  readonly sender: EmailAddress | null;
  readonly recipients: readonly EmailAddress[];
  /** The author of a message without one. */
  readonly author: EmailAddress;
  /** The domain of names that have none. */
  readonly localDomain: string;
  /** Who receives mail to such names in their place. */
  readonly localTo: readonly EmailAddress[];
}

/**
 * Reads the sender and the recipients of a request; without `-f` the settings name the sender.
 *
 * @throws {CliFailure} `input-invalid` if one is no address, `not-configured` if there is no sender
 */
export async function readEnvelope(request: SendmailRequest, unit: Fieldpost): Promise<Envelope> {
  const { settings } = await unit.plan();
  const configured = settings.from;
  const sender = readSender(request.sender, configured);
  const author = sender ?? configured;
  if (author === undefined || sender === undefined) {
    throw new CliFailure(
      "not-configured",
      "Cannot accept the message: there is no sender, set IpConfig/EmailAddress or use -f",
    );
  }
  const localDomain = (configured ?? author).domain;
  const { localTo } = settings;
  const recipients = request.recipients.flatMap((text) => {
    const addresses = readRecipients(text, { toAscii, localDomain, localTo });
    if (addresses !== undefined) return addresses;
    throw notAnAddress(text);
  });
  return { sender, recipients, author, localDomain, localTo };
}

/** Tells which word is no address. */
export function notAnAddress(text: string): CliFailure {
  const shown = JSON.stringify(text.slice(0, 80));
  return new CliFailure(
    "input-invalid",
    `Cannot use ${shown}: it is no address, one like ann@example.com is accepted`,
  );
}

/** `undefined` when neither the request nor the settings have one. */
function readSender(
  text: string | undefined,
  configured: EmailAddress | undefined,
): EmailAddress | null | undefined {
  if (text === undefined) return configured;
  if (text === "" || text.trim() === "<>") return null;
  const sender = readRecipient(text, { toAscii, localDomain: configured?.domain });
  if (sender === undefined) throw notAnAddress(text);
  return sender;
}
