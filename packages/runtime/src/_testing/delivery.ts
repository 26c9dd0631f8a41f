import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  INTERACTIVE_TIMEOUTS,
  type Mailbox,
  parseEmailAddress,
  Secret,
  type SessionTimeouts,
} from "@fieldpost/core";
import type { OutgoingMessage } from "../compose_message.ts";
import type { Fieldpost } from "../fieldpost.ts";
import { openFieldpost } from "../open_fieldpost.ts";
import type { SendResult } from "../send_result.ts";
import { toAscii } from "../to_ascii.ts";
import { temporaryHome } from "./temporary_home.ts";

export const USER = "joe";
export const SECRET_TEXT = 's3cret w\u00f6rd+%"';

export function mailbox(text: string, name?: string): Mailbox {
  return { name, address: parseEmailAddress(text, toAscii) };
}

export const MESSAGE: OutgoingMessage = {
  from: mailbox("unit7@example.com", "Unit 7"),
  to: [mailbox("ops@example.net")],
  subject: "Boot notification",
  text: "The unit is up.\n.\n..and a dot\n",
};

/** A unit with settings, a CA file and, if wanted, a login. */
export interface TestUnit {
  readonly home: string;
  readonly unit: Fieldpost;
}

export async function openUnit(options: {
  readonly settings: Readonly<Record<string, string | number>>;
  readonly ca?: string;
  readonly login?: boolean;
  readonly timeouts?: SessionTimeouts;
}): Promise<TestUnit> {
  const home = temporaryHome();
  const timeouts = options.timeouts ?? INTERACTIVE_TIMEOUTS;
  const unit = await openFieldpost({ home, environment: {}, timeouts });
  const caFile = join(home, "ca.pem");
  if (options.ca !== undefined) await writeFile(caFile, options.ca);
  const settings: Record<string, string | number> = {
    "IpConfig/MailHost": "localhost",
    "IpConfig/EmailAddress": "unit7@example.com",
    "IpConfig/HostName": "unit7.example.com",
    ...(options.ca === undefined ? {} : { "Email/CaFile": caFile }),
    ...(options.login ? { "Email/Username": USER } : {}),
    ...options.settings,
  };
  const assignments = Object.entries(settings).map(([key, value]) => [key, `${value}`] as const);
  const result = await unit.registry.assign(assignments);
  if (result.kind === "refused") throw new Error(JSON.stringify(result.problems));
  if (options.login) await unit.setSecret(new Secret(SECRET_TEXT));
  return { home, unit };
}

/** `kind CODE` per recipient, or the codes that refused the plan. */
export function shortOf(result: SendResult): string[] {
  if (result.kind === "refused") return result.decision.refusals.map(({ code }) => code);
  return result.recipients.map(({ verdict }) => `${verdict.kind} ${verdict.code}`);
}
