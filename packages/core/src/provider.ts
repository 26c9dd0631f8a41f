/** The providers whose habits are known. */
export type ProviderId =
  | "microsoft-365"
  | "outlook-com"
  | "gmail"
  | "workspace-relay"
  | "comcast"
  | "yahoo"
  | "aol"
  | "icloud"
  | "fastmail"
  | "zoho"
  | "sendgrid"
  | "amazon-ses"
  | "mailgun"
  | "postmark"
  | "brevo"
  | "mailjet"
  | "resend"
  | "smtp2go"
  | "gmx"
  | "ionos"
  | "yandex"
  | "mail-ru"
  | "qq"
  | "netease"
  | "naver"
  | "ovh"
  | "proton"
  | "infomaniak"
  | "mailbox-org"
  | "runbox"
  | "migadu";

/** A port of a provider and how it begins. */
export interface ProviderEndpoint {
  readonly port: number;
  readonly mode: "implicit" | "starttls";
}

/** Which senders a provider takes: the login's own, those it has verified, or not known. */
export type ProviderFromRule = "login" | "owned" | "verified" | "unknown";

/** What is known about a provider at a date. Data goes stale: show `asOf` with whatever is taken from it. */
export interface Provider {
  readonly id: ProviderId;
  readonly name: string;
  /** Host names; `*` stands for one or more characters. */
  readonly hosts: readonly string[];
  /** Domains of the mailboxes; they tell apart providers that share a host. */
  readonly mailDomains: readonly string[];
  readonly endpoints: readonly ProviderEndpoint[];
  readonly login: string;
  readonly from: ProviderFromRule;
  /** Present where no password is taken at all. */
  readonly passwords?: "none";
  /** A change that has a date: before it a warning, after it an explanation. */
  readonly notice?: { readonly on: string; readonly text: string };
  readonly asOf: string;
  /** The day after which the row has to be looked at again. */
  readonly expires: string;
}
