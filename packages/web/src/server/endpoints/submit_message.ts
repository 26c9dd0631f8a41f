import { describeProblem, type Mailbox, tryParseMailboxList } from "@fieldpost/core";
import { type Fieldpost, toAscii } from "@fieldpost/runtime";
import type { SubmitAnswer, SubmitRequest } from "../../api/queue_api.ts";
import { Refusal } from "../refusal.ts";

/** Reads addresses that somebody typed; a refusal names the first that is none. */
export function readMailboxes(texts: readonly string[]): readonly Mailbox[] | Refusal {
  const mailboxes: Mailbox[] = [];
  for (const text of texts) {
    const read = tryParseMailboxList(text, toAscii);
    if (read === undefined || read.length === 0) {
      const shown = JSON.stringify(text.slice(0, 80));
      const message = `Cannot send to ${shown}: it is no address, ops@example.net is accepted`;
      return new Refusal("refused", message);
    }
    mailboxes.push(...read);
  }
  return mailboxes;
}

/** Accepts a message that a program hands over, durably. */
export async function submitMessage(
  unit: Fieldpost,
  { to, subject, text, isUrgent = false, by }: SubmitRequest & { readonly by: string },
): Promise<SubmitAnswer | Refusal> {
  const recipients = readMailboxes(to);
  if (recipients instanceof Refusal) return recipients;
  const { settings, problems } = await unit.plan();
  if (settings.from === undefined) {
    const problem = problems.find(({ path }) => path === "IpConfig/EmailAddress");
    const why =
      problem === undefined
        ? "Cannot send: IpConfig/EmailAddress is not set, the unit needs an address of its own"
        : describeProblem(problem);
    return new Refusal("refused", why, { problems });
  }
  const from = { name: undefined, address: settings.from };
  const composed = await unit.compose({ from, to: recipients, subject, text });
  const priority = isUrgent ? "urgent" : "normal";
  const origin = { kind: "pages", name: by } as const;
  const message = await unit.queue.accept({ ...composed, priority, origin });
  return { message, messageId: composed.messageId };
}
