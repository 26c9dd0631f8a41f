import type { EnvelopeParameters, RecipientParameters } from "./envelope_parameters.ts";

/** What MAIL carries for notifications, each with a blank in front (RFC 3461 sections 4.3 and 4.4). */
export function mailWords({ ret, envid }: EnvelopeParameters): string {
  return `${ret === undefined ? "" : ` RET=${ret}`}${envid === undefined ? "" : ` ENVID=${envid}`}`;
}

/** What RCPT carries for notifications (RFC 3461 sections 4.1 and 4.2). */
export function rcptWords({ notify, orcpt }: RecipientParameters): string {
  const when = notify === undefined ? "" : ` NOTIFY=${notify.join(",")}`;
  return `${when}${orcpt === undefined ? "" : ` ORCPT=${orcpt}`}`;
}
