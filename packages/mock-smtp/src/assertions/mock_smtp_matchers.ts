import type { MessageFilter, TextMatch } from "../wait/message_filter.ts";
import { asMessage } from "./capture_source.ts";
import {
  judgeMessage,
  judgeReceived,
  judgeReceivedNothing,
  judgeReceivedTimes,
  type Verdict,
} from "./judge_received.ts";
import {
  type AuthExpectation,
  type CleanExpectation,
  judgeAuth,
  judgeCleanSmtp,
  judgeHeader,
  judgeTls,
  type TlsExpectation,
} from "./judge_transfer.ts";

/**
 * The matchers as `expect()` shows them.
 *
 * Those that look for messages judge what has come so far; `await server.next()` waits. They have to
 * be awaited, since a body may have to be parsed.
 */
export interface MockSmtpMatchers<R = void> {
  /** Of a server or scope: at least one message matches. */
  toHaveReceived(filter?: MessageFilter): Promise<void>;
  /** Of a server or scope: exactly so many messages match. */
  toHaveReceivedTimes(times: number, filter?: MessageFilter): Promise<void>;
  /** Of a server or scope: no message came at all. */
  toHaveReceivedNothing(): R;
  /** Of a message: it matches. */
  toMatchMessage(filter: MessageFilter): Promise<void>;
  /** Of a message, session, server or scope: the server noted no irregularity. */
  toBeCleanSmtp(expected?: CleanExpectation): R;
  /** Of a message: it came over TLS. */
  toHaveBeenSentOverTls(expected?: TlsExpectation): R;
  /** Of a message: this user had logged in. */
  toHaveBeenAuthenticatedAs(user: TextMatch, expected?: AuthExpectation): R;
  /** Of a message: it has this header field, decoded, with this value if one is given. */
  toHaveHeader(name: string, value?: TextMatch): R;
}

/** What a test runner gives a matcher; more than that is not needed. */
export interface MatcherContext {
  readonly isNot?: boolean | undefined;
  readonly utils?:
    | {
        matcherHint?(
          name: string,
          received?: string,
          expected?: string,
          options?: { readonly isNot?: boolean },
        ): string;
      }
    | undefined;
}

/** What a matcher answers. */
export interface MatcherResult {
  readonly pass: boolean;
  message(): string;
}

/** The functions that `expect.extend()` of jest, vitest and playwright takes. */
export interface MatcherFunctions {
  toHaveReceived(
    this: MatcherContext,
    received: unknown,
    filter?: MessageFilter,
  ): Promise<MatcherResult>;
  toHaveReceivedTimes(
    this: MatcherContext,
    received: unknown,
    times: number,
    filter?: MessageFilter,
  ): Promise<MatcherResult>;
  toHaveReceivedNothing(this: MatcherContext, received: unknown): MatcherResult;
  toMatchMessage(
    this: MatcherContext,
    received: unknown,
    filter: MessageFilter,
  ): Promise<MatcherResult>;
  toBeCleanSmtp(
    this: MatcherContext,
    received: unknown,
    expected?: CleanExpectation,
  ): MatcherResult;
  toHaveBeenSentOverTls(
    this: MatcherContext,
    received: unknown,
    expected?: TlsExpectation,
  ): MatcherResult;
  toHaveBeenAuthenticatedAs(
    this: MatcherContext,
    received: unknown,
    user: TextMatch,
    expected?: AuthExpectation,
  ): MatcherResult;
  toHaveHeader(
    this: MatcherContext,
    received: unknown,
    name: string,
    value?: TextMatch,
  ): MatcherResult;
}

/**
 * The matchers, for a runner that has `expect.extend()`.
 *
 * `import "@fieldpost/mock-smtp/jest"` or `"@fieldpost/mock-smtp/vitest"` registers them and makes
 * their types known.
 */
export const mockSmtpMatchers: MatcherFunctions = {
  async toHaveReceived(received, filter = {}) {
    return result(this, "toHaveReceived", await judgeReceived(received, filter));
  },
  async toHaveReceivedTimes(received, times, filter = {}) {
    const verdict = await judgeReceivedTimes(received, times, filter);
    return result(this, "toHaveReceivedTimes", verdict);
  },
  toHaveReceivedNothing(received) {
    return result(this, "toHaveReceivedNothing", judgeReceivedNothing(received));
  },
  async toMatchMessage(received, filter) {
    const verdict = await judgeMessage(asMessage(received), filter);
    return result(this, "toMatchMessage", verdict);
  },
  toBeCleanSmtp(received, expected = {}) {
    return result(this, "toBeCleanSmtp", judgeCleanSmtp(received, expected));
  },
  toHaveBeenSentOverTls(received, expected = {}) {
    return result(this, "toHaveBeenSentOverTls", judgeTls(asMessage(received), expected));
  },
  toHaveBeenAuthenticatedAs(received, user, expected = {}) {
    const verdict = judgeAuth(asMessage(received), user, expected);
    return result(this, "toHaveBeenAuthenticatedAs", verdict);
  },
  toHaveHeader(received, name, value) {
    return result(this, "toHaveHeader", judgeHeader(asMessage(received), name, value));
  },
};

function result(context: MatcherContext, name: string, { pass, reason }: Verdict): MatcherResult {
  const isNot = context.isNot === true;
  const hint =
    context.utils?.matcherHint?.(name, undefined, "", { isNot }) ??
    `expect(received).${isNot ? "not." : ""}${name}()`;
  return { pass, message: () => `${hint}\n\n${reason}` };
}
