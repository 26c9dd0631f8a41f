/**
 * Registers the matchers of `@fieldpost/mock-smtp` with jest, for a test file or for
 * `setupFilesAfterEnv`, and makes their types known.
 *
 * It is of use only under jest with ES modules; elsewhere hand `mockSmtpMatchers` of the main door
 * to `expect.extend()`.
 *
 * @example In a test
 * ```typescript
 * import "@fieldpost/mock-smtp/jest";
 * import { expect, it } from "@jest/globals";
 *
 * it("writes to a new user", async () => {
 *   await signUp("ann@example.test");
 *   await expect(server).toHaveReceived({ to: "ann@example.test", subject: /welcome/i });
 * });
 * ```
 *
 * @module
 */

import { expect } from "@jest/globals";
import { type MockSmtpMatchers, mockSmtpMatchers } from "./mock_smtp_matchers.ts";

expect.extend({ ...mockSmtpMatchers });

declare module "expect" {
  interface Matchers<R extends void | Promise<void>, T> extends MockSmtpMatchers<R> {}
}

declare global {
  namespace jest {
    interface Matchers<R, T> extends MockSmtpMatchers<R> {}
  }
}
