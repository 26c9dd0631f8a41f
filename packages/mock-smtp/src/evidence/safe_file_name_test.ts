import { describe, expect, it } from "@jest/globals";
import { safeFileName } from "./safe_file_name.ts";

describe("safeFileName()", () => {
  it.each([
    ["sign-up", /^sign-up$/],
    ["a_b.c-1", /^a_b\.c-1$/],
    ["sign up > sends a code", /^sign-up-sends-a-code-[0-9a-f]{8}$/],
    ["Überprüfung", /^Uberprufung-[0-9a-f]{8}$/],
    ["../../etc/passwd", /^etc-passwd-[0-9a-f]{8}$/],
    ["..", /^unnamed-[0-9a-f]{8}$/],
    [".", /^unnamed-[0-9a-f]{8}$/],
    ["", /^unnamed-[0-9a-f]{8}$/],
    ["/", /^unnamed-[0-9a-f]{8}$/],
    ["a/../b", /^a-\.\.-b-[0-9a-f]{8}$/],
    ["C:\\temp", /^C-temp-[0-9a-f]{8}$/],
    [".hidden", /^hidden-[0-9a-f]{8}$/],
    ["nul\0byte", /^nul-byte-[0-9a-f]{8}$/],
    ["con", /^con-[0-9a-f]{8}$/],
    ["aux.txt", /^_aux\.txt-[0-9a-f]{8}$/],
    ["邮件", /^unnamed-[0-9a-f]{8}$/],
    ["x".repeat(300), /^x{80}-[0-9a-f]{8}$/],
  ])("makes of %j a name of one file", (text, name) => {
    expect(safeFileName(text)).toMatch(name);
  });

  it("keeps texts apart that have the same letters", () => {
    expect(safeFileName("a b")).not.toBe(safeFileName("a/b"));
  });
});
