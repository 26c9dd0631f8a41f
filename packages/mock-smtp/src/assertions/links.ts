import type { CapturedMessage } from "../capture/captured_message.ts";
import { htmlAnchors } from "./html_text.ts";

/** A link in a message. */
export interface MailLink {
  readonly url: string;
  /** The words that are linked; `null` for a bare address in a plain text. */
  readonly text: string | null;
}

const URL_REGEXP = /\b(?:https?:\/\/|mailto:)[^\s<>"]+/gi;

/**
 * Lists the links of a message in their order, each address once: those of the HTML if there are
 * any, otherwise those in the plain text.
 *
 * An address stands as the message has it, relative ones included, since no reader can follow
 * them; anchors within the message itself are left out.
 *
 * @example Follow the link
 * ```ts
 * import { links, startMockSmtp } from "@fieldpost/mock-smtp";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const transport = createTransport({ host: "127.0.0.1", port: server.port(), ignoreTLS: true });
 * const html = '<a href="https://example.test/confirm?id=7&amp;x=1">Confirm</a>';
 * await transport.sendMail({ from: "a@example.test", to: "b@example.test", html });
 *
 * assert.deepEqual(await links(await server.next()), [
 *   { url: "https://example.test/confirm?id=7&x=1", text: "Confirm" },
 * ]);
 * await server.close();
 * ```
 */
export async function links(message: CapturedMessage): Promise<readonly MailLink[]> {
  const { html, text = "" } = await message.parsed();
  const anchors = htmlAnchors(html === false ? "" : html)
    .filter(({ href }) => !/^(?:#|javascript:)/i.test(href))
    .map((anchor): MailLink => ({ url: anchor.href, text: anchor.text }));
  const found = anchors.length > 0 ? anchors : textLinks(text);
  return found.filter((link, index) => found.findIndex((it) => it.url === link.url) === index);
}

function textLinks(text: string): readonly MailLink[] {
  return [...text.matchAll(URL_REGEXP)].map(([url]) => ({ url: withoutTail(url), text: null }));
}

/** Cuts off what belongs to the sentence: full stops, and brackets that were opened before. */
function withoutTail(url: string): string {
  let end = url.length;
  while (end > 0 && (/[.,;:!?'*_]/.test(url[end - 1] ?? "") || isClosing(url.slice(0, end)))) {
    end--;
  }
  return url.slice(0, end);
}

function isClosing(url: string): boolean {
  const opening = { ")": "(", "]": "[", "}": "{" }[url.at(-1) ?? ""];
  return opening !== undefined && url.split(opening).length < url.split(url.at(-1) ?? "").length;
}
