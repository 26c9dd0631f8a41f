import { describe, expect, it } from "@jest/globals";
import { messageEnd } from "./message_end.ts";
import type { RecipientStatus } from "./status_of.ts";

describe("messageEnd()", () => {
  it.each([
    [[], "failed"],
    [["delivered"], "delivered"],
    [["failed", "failed"], "failed"],
    [["failed", "delivered"], "partial"],
    [["delivered", "failed", "delivered"], "partial"],
  ] as const)("messageEnd() of recipients %j is %s", (states, end) => {
    const recipients = states.map(
      (state, at): RecipientStatus => ({ recipient: `${at}@example.net`, state, last: undefined }),
    );
    expect(messageEnd({ recipients })).toBe(end);
  });
});
