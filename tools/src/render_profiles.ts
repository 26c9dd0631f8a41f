import { FIRMWARE_PROFILES } from "@fieldpost/core";
import { markdownTable } from "./markdown_table.ts";

/** Renders what `Device/Profile` accepts, the default first. */
export function renderProfiles(): string {
  return markdownTable(
    ["profile", "SMTPS", "unset `Email/SMTPS`", "meaning"],
    FIRMWARE_PROFILES.map(({ name, smtps, derivesSmtps, meaning }) => [
      `\`${name}\``,
      smtps ? "yes" : "no",
      derivesSmtps ? "derived from the port" : "off",
      meaning,
    ]),
  );
}
