import type { SmtpReply } from "../../engine/smtp_reply.ts";
import type { SMTPServerError } from "./smtp_server_options.ts";

/** What a handler called back with. */
export interface HandlerAnswer<T> {
  readonly error: SMTPServerError | undefined;
  readonly value: T | undefined;
}

/**
 * Calls a handler and waits for its callback. What it throws instead, or rejects with, counts as
 * an error that it called back with: the client gets a reply in any case.
 */
export function handlerAnswer<T>(
  call: (callback: (error?: SMTPServerError | null, value?: T) => void) => unknown,
): Promise<HandlerAnswer<T>> {
  return new Promise((resolve) => {
    const fail = (error: unknown): void =>
      resolve({
        error: error instanceof Error ? error : new Error(String(error)),
        value: undefined,
      });
    try {
      const returned = call((error, value) => resolve({ error: error ?? undefined, value }));
      if (returned instanceof Promise) {
        returned.catch(fail);
      }
    } catch (error) {
      fail(error);
    }
  });
}

/** The reply that an error asks for; a line break in its message must not become a second reply. */
export function errorReply(error: SMTPServerError, code: number): SmtpReply {
  return { code: error.responseCode ?? code, text: oneLine(error.message) };
}

/** A text without control characters. */
export function oneLine(text: string): string {
  return text.replace(/[\0-\x1f\x7f-\x9f]/g, " ");
}
