import { describe, expect, it } from "@jest/globals";
import { openFakeIo } from "./_testing/fake_io.ts";
import { describeFault, reportFailure } from "./report_failure.ts";

describe("reportFailure()", () => {
  it("reportFailure() tells a fault of the program without the words of the error", async () => {
    const io = openFakeIo({ home: "" });
    expect(await reportFailure(new TypeError("Invalid value 's3cret'"), io, true)).toBe(70);
    expect(io.errors()).toMatch(
      /^fieldpost: Cannot go on: this is a fault of the program \(TypeError at report_failure_test\.ts:\d+\), please report it\n$/,
    );
    expect(JSON.parse(io.output())).toMatchObject({ error: { code: "internal" } });
    expect(io.output() + io.errors()).not.toContain("s3cret");
  });
});

describe("describeFault()", () => {
  it.each([
    ["s3cret", "(string)"],
    [undefined, "(undefined)"],
    [{ message: "s3cret" }, "(object)"],
  ])("describeFault() survives that %j was thrown", (error, kind) => {
    expect(describeFault(error)).toBe(
      `Cannot go on: this is a fault of the program ${kind}, please report it`,
    );
  });
});
