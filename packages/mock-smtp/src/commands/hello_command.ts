import { offeredMechanisms } from "../auth/auth_mechanisms.ts";
import type { Answer, Dialogue } from "../engine/dialogue.ts";
import type { SmtpExtension } from "../engine/extension.ts";

/** EHLO or LHLO: the greeting and the list of extensions (RFC 5321, 4.1.1.1; RFC 2033). */
export function answerEhlo(dialogue: Dialogue, verb: "EHLO" | "LHLO", name: string): Answer {
  if (name.trim() === "") {
    return {
      stage: "ehlo",
      reply: { code: 501, status: "5.5.4", text: `${verb} needs a domain or address literal` },
    };
  }
  const text = [dialogue.settings.hostName, ...extensionLines(dialogue)];
  return {
    stage: "ehlo",
    reply: { code: 250, text: text.length === 1 ? dialogue.settings.hostName : text },
    commit: () => greet(dialogue, verb, name),
  };
}

/** HELO: the greeting of RFC 821, which offers nothing. */
export function answerHelo(dialogue: Dialogue, name: string): Answer {
  return name.trim() === ""
    ? { stage: "ehlo", reply: { code: 501, status: "5.5.4", text: "HELO needs a domain" } }
    : {
        stage: "ehlo",
        reply: { code: 250, text: dialogue.settings.hostName },
        commit: () => greet(dialogue, "HELO", name),
      };
}

/** A greeting also ends a transaction (RFC 5321, 4.1.4). */
function greet(dialogue: Dialogue, verb: "EHLO" | "HELO" | "LHLO", name: string): void {
  dialogue.record.hello = { verb, name };
  dialogue.transaction = undefined;
}

function extensionLines(dialogue: Dialogue): string[] {
  const { settings } = dialogue;
  const mechanisms = announcedMechanisms(dialogue);
  const lines: readonly (readonly [SmtpExtension, string])[] = [
    ["PIPELINING", "PIPELINING"],
    ["SIZE", `SIZE ${settings.sizeLimitBytes}`],
    ["8BITMIME", "8BITMIME"],
    ["SMTPUTF8", "SMTPUTF8"],
    ["ENHANCEDSTATUSCODES", "ENHANCEDSTATUSCODES"],
    ["DSN", "DSN"],
    ["CHUNKING", "CHUNKING"],
    ["BINARYMIME", "BINARYMIME"],
    ["REQUIRETLS", dialogue.secured ? "REQUIRETLS" : ""],
    ["LIMITS", `LIMITS RCPTMAX=${settings.recipientLimit}`],
    ["STARTTLS", isTlsOffered(dialogue) ? "STARTTLS" : ""],
    ["AUTH", mechanisms.length > 0 ? `AUTH ${mechanisms.join(" ")}` : ""],
  ];
  return lines
    .filter(([name, line]) => line !== "" && !settings.hide.has(name))
    .map(([, line]) => line);
}

function isTlsOffered(dialogue: Dialogue): boolean {
  return dialogue.settings.tls === "starttls" && !dialogue.secured;
}

function announcedMechanisms(dialogue: Dialogue): readonly string[] {
  const { settings, secured } = dialogue;
  return settings.authNeedsTls && !secured
    ? []
    : offeredMechanisms(settings.authMechanisms, settings.credentials);
}
