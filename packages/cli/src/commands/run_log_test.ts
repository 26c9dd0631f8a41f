import { describe, expect, it } from "@jest/globals";
import { withHome } from "../_testing/with_home.ts";

describe("runLog()", () => {
  it("runLog() shows the oldest line first, or the last ones", async () => {
    await withHome(async ({ run }) => {
      expect(await run(["log"])).toEqual({ code: 0, output: "", errors: "" });
      for (const port of ["25", "587", "465"]) await run(["registry", `Email/Port = ${port}`]);
      const textsOf = (output: string) => output.split("\n").map((line) => line.slice(23));
      expect(textsOf((await run(["log"])).output)).toEqual([
        "Added: Email/Port = 25",
        "Changed: Email/Port = 587 (was 25)",
        "Changed: Email/Port = 465 (was 587)",
        "",
      ]);
      expect(textsOf((await run(["LOG", "--TAIL", "1"])).output)).toEqual([
        "Changed: Email/Port = 465 (was 587)",
        "",
      ]);
      expect((await run(["log", "--tail=0"])).output).toBe("");
      const { records } = JSON.parse((await run(["log", "--tail", "2", "--json"])).output);
      expect(records).toMatchObject([
        { event: "registry", facts: { key: "Email/Port", kind: "changed" } },
        { event: "registry", facts: { key: "Email/Port", kind: "changed" } },
      ]);
    });
  });

  it.each([["-5"], ["x"], [""], ["1e3"]])("runLog() refuses --tail %j", async (tail) => {
    await withHome(async ({ run }) => {
      expect(await run(["log", "--tail", tail])).toEqual({
        code: 64,
        output: "",
        errors:
          "fieldpost: Cannot use --tail: its value is no number of lines, digits are accepted\n",
      });
    });
  });
});
