import type { RegistryAssignment } from "@fieldpost/core";

/** The user of the demo's mail account. */
export const DEMO_USER = "boiler7";

/** Its secret: it opens nothing but the demo's own capture server. */
export const DEMO_SECRET_TEXT = "demo-only";

/** The unit of the demo, in the order of the vendor's guide. */
export const DEMO_ACCOUNT: readonly RegistryAssignment[] = [
  ["IpConfig/HostName", "boiler7.example.com"],
  ["IpConfig/MailHost", "localhost"],
  ["IpConfig/EmailAddress", "boiler7@example.com"],
  ["Email/Username", DEMO_USER],
];

/** Its Email On Boot. */
export const DEMO_BOOT: readonly RegistryAssignment[] = [
  ["Events/OnBoot/Email", "enabled"],
  ["Events/OnBoot/EmailBlock", "Boot"],
  ["Email/Boot/ToAddress", "Operator <ops@example.net>"],
  ["Email/Boot/Subject", "Boiler 7 has started"],
  ["Email/Boot/Message", "Power is back. All inputs normal."],
];
