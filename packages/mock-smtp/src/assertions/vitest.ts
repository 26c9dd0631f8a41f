/**
 * Registers the matchers of `@fieldpost/mock-smtp` with vitest, for a test file or for
 * `setupFiles`, and makes their types known.
 *
 * It is of use only under vitest; elsewhere hand `mockSmtpMatchers` of the main door to
 * `expect.extend()`.
 *
 * @example In a test
 * ```typescript
 * import "@fieldpost/mock-smtp/vitest";
 * import { expect, it } from "vitest";
 *
 * it("writes to a new user", async () => {
 *   await signUp("ann@example.test");
 *   await expect(server).toHaveReceived({ to: "ann@example.test", subject: /welcome/i });
 * });
 * ```
 *
 * @module
 */

import { expect } from "vitest";
import { type MockSmtpMatchers, mockSmtpMatchers } from "./mock_smtp_matchers.ts";

expect.extend({ ...mockSmtpMatchers });

declare module "vitest" {
  interface Matchers<T> extends MockSmtpMatchers {}
}
