import { describe, expect, it } from "@jest/globals";
import { openTestSession } from "../_testing/test_session.ts";

describe("LMTP", () => {
  it("greets with LHLO only and answers the data once per recipient", () => {
    const session = openTestSession({ protocol: "lmtp" });
    expect(session.output()).toBe("220 mx.test LMTP mock-smtp\r\n");
    expect(session.send("EHLO x\r\n")).toMatch(/^500 /);
    expect(session.send("HELO x\r\n")).toMatch(/^500 /);
    expect(session.send("LHLO x\r\n")).toMatch(/^250-mx\.test\r\n/);
    session.send("MAIL FROM:<>\r\nRCPT TO:<b@x.test>\r\nRCPT TO:<c@x.test>\r\nDATA\r\n");
    expect(session.send("hi\r\n.\r\n")).toBe("250 2.0.0 Ok: queued as id1\r\n".repeat(2));
    expect(session.stored()).toEqual(["hi\r\n.\r\n"]);
  });

  it("refuses once per recipient, whether by limit or by fault", () => {
    const faults = [
      { when: { stage: "end-of-data", skip: 1 }, act: { reply: "452 4.2.2 Full" } },
    ] as const;
    const session = openTestSession({ protocol: "lmtp", sizeLimitBytes: 1 }, "none", faults);
    session.send("LHLO x\r\n");
    const begin = "MAIL FROM:<>\r\nRCPT TO:<b@x.test>\r\nRCPT TO:<c@x.test>\r\nDATA\r\n";
    session.send(begin);
    expect(session.send("too long\r\n.\r\n")).toBe(
      "552 5.3.4 Message size exceeds the limit of 1\r\n".repeat(2),
    );
    session.send(begin);
    expect(session.send(".\r\n")).toBe("452 4.2.2 Full\r\n".repeat(2));
    expect(session.stored()).toEqual([]);
  });
});
