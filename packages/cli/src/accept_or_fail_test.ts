import { type RuntimeErrorCode, RuntimeFailure } from "@fieldpost/runtime";
import { describe, expect, it } from "@jest/globals";
import { acceptOrFail } from "./accept_or_fail.ts";
import { CliFailure } from "./cli_failure.ts";
import { CLI_EXIT_CODES, RUNTIME_EXIT_CODES } from "./exit_code.ts";

async function codeAfter(failure: Error): Promise<readonly [code: number, message: string]> {
  const thrown = await acceptOrFail(() => Promise.reject(failure)).catch((error) => error);
  if (thrown instanceof CliFailure) return [CLI_EXIT_CODES[thrown.code], thrown.message];
  if (thrown instanceof RuntimeFailure) return [RUNTIME_EXIT_CODES[thrown.code], thrown.message];
  return [-1, String(thrown)];
}

describe("acceptOrFail()", () => {
  it.each<[RuntimeErrorCode, number, string]>([
    ["disk-full", 75, "Cannot x; nothing was accepted"],
    ["disk-failed", 75, "Cannot x; nothing was accepted"],
    ["home-unusable", 73, "Cannot x; nothing was accepted"],
    ["home-foreign", 73, "Cannot x; nothing was accepted"],
    ["message-invalid", 65, "Cannot x"],
    ["input-unreadable", 74, "Cannot x"],
    ["registry-unreadable", 78, "Cannot x"],
  ])("acceptOrFail() ends %s with %d", async (code, exitCode, message) => {
    expect(await codeAfter(new RuntimeFailure(code, "Cannot x"))).toEqual([exitCode, message]);
  });

  it("acceptOrFail() leaves faults of the program alone", async () => {
    expect(await codeAfter(new TypeError("x"))).toEqual([-1, "TypeError: x"]);
    expect(await acceptOrFail(async () => "accepted")).toBe("accepted");
  });
});
