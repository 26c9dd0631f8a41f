import { type AddressFamily, isLoopbackAddress } from "@fieldpost/core";
import type { CheckTitle } from "./_check_list.ts";
import type { AddressProbe } from "./probe_addresses.ts";
import type { DnsProbe } from "./probe_dns.ts";

/** Both families, in the order in which a check looks at them. */
export const FAMILIES: readonly AddressFamily[] = ["ipv4", "ipv6"];

/** What is said of every step that needs a host. */
export const NO_HOST = "there is no usable IpConfig/MailHost";

const FAMILY_NAMES: Readonly<Record<AddressFamily, string>> = { ipv4: "IPv4", ipv6: "IPv6" };

/** The id of the step that looks at a port over one family. */
export function portStepId(port: number, family: AddressFamily): string {
  return `port-${port}-${family}`;
}

/** The steps of a check, in their order. */
export function titlesFor(ports: readonly number[]): readonly CheckTitle[] {
  return [
    { id: "addresses", title: "Addresses and gateway" },
    { id: "dns", title: "Name of the mail server" },
    { id: "clock", title: "Clock" },
    ...ports.flatMap((port) =>
      FAMILIES.map((family) => ({
        id: portStepId(port, family),
        title: `Port ${port} over ${FAMILY_NAMES[family]}`,
      })),
    ),
    { id: "plan", title: "Settings" },
    { id: "connection", title: "Configured connection" },
    { id: "login", title: "Login" },
    { id: "message", title: "Test message" },
  ];
}

/** Why a port is not looked at over a family; `undefined` when it is. */
export function whySkipped(
  family: AddressFamily,
  { addresses }: AddressProbe,
  dns: DnsProbe | undefined,
): string | undefined {
  if (dns === undefined) return NO_HOST;
  const [target] = dns[family].addresses;
  if (target === undefined) return `${dns.host} has no ${FAMILY_NAMES[family]} address`;
  const mayReach = addresses.some((own) => own.family === family && own.reach !== "this machine");
  if (mayReach || isLoopbackAddress(target)) return undefined;
  return `this machine has no ${FAMILY_NAMES[family]} address`;
}
