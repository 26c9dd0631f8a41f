import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeProblem } from "@fieldpost/core";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { openUnit } from "./_testing/delivery.ts";

describe("planUnit()", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "fieldpost-plan-"));
  });

  afterEach(async () => rm(folder, { recursive: true }));

  it.each([
    ["missing.pem", "it is missing (ENOENT)"],
    [".", "it is not a file of a usable size"],
    ["text.pem", "it holds no certificate"],
    ["text.pem/deeper", "it is not in a directory (ENOTDIR)"],
  ])("planUnit() refuses with a CA file %s: %s", async (name, is) => {
    await writeFile(join(folder, "text.pem"), "no certificate\n");
    const value = join(folder, name);
    const { unit } = await openUnit({ settings: { "Email/CaFile": value } });
    const { decision, problems } = await unit.plan();
    const sentence = `Cannot use Email/CaFile = "${value}": ${is}, the path of a PEM file with certificates is accepted`;
    expect(problems.map(describeProblem)).toEqual([sentence]);
    expect(decision.refusals).toMatchObject([
      { rule: "A1", code: "CONFIG", key: "Email/CaFile", message: sentence },
    ]);
  });

  it("planUnit() refuses a path that depends on where a program runs", async () => {
    const { unit } = await openUnit({ settings: { "Email/CaFile": "ca.pem" } });
    const { problems } = await unit.plan();
    expect(problems.map(({ facts }) => facts["is"])).toEqual(["it does not begin at the root"]);
  });
});
