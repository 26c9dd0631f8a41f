import { PROVIDERS, type Provider } from "@fieldpost/core";
import { markdownTable } from "./markdown_table.ts";

/** Renders what is known about providers, with the date of each row. */
export function renderProviders(): string {
  return markdownTable(
    ["provider", "host", "ports", "login", "sender", "as of", "look again by"],
    PROVIDERS.map((provider) => [
      provider.name,
      provider.hosts.map((host) => `\`${host}\``).join(", "),
      portsOf(provider),
      [provider.login, provider.notice?.text ?? ""].join(" ").trim(),
      provider.from,
      provider.asOf,
      provider.expires,
    ]),
  );
}

function portsOf({ endpoints }: Provider): string {
  return endpoints
    .map(({ port, mode }) => `${port} ${mode === "implicit" ? "SMTPS" : "STARTTLS"}`)
    .join(", ");
}
