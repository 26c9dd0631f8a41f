import { Secret } from "@fieldpost/core";
import { openFieldpost } from "@fieldpost/runtime";
import { describe, expect, it } from "@jest/globals";
import { withHome } from "../_testing/with_home.ts";

const PASSWORD = "warm water at seven";
const OTHER = "cold water at seven";

describe("runPasswd()", () => {
  it("runPasswd() makes the first user the administrator, and sets another password later", async () => {
    await withHome(async ({ path, run }) => {
      const first = await run(["passwd", "ops", "--password-stdin"], { input: `${PASSWORD}\n` });
      expect(first).toEqual({ code: 0, output: "Added: ops, administrator\n", errors: "" });
      const { users } = await openFieldpost({ home: path });
      expect((await users.verify("ops", new Secret(PASSWORD)))?.role).toBe("administrator");
      const answers = [OTHER, OTHER];
      const next = await run(["passwd", "OPS"], { answers });
      expect(next).toEqual({ code: 0, output: "Changed: ops, administrator\n", errors: "" });
      expect(await users.verify("ops", new Secret(PASSWORD))).toBeUndefined();
      expect(await users.verify("ops", new Secret(OTHER))).toBeDefined();
      const log = (await run(["log"])).output;
      expect(log).toMatch(/, The command line has added the user ops, administrator$/m);
      expect(log).toMatch(
        /, The command line has set the password of the user ops, administrator$/m,
      );
    });
  });

  it("runPasswd() gives a new user the role that is asked for", async () => {
    await withHome(async ({ run }) => {
      const input = `${PASSWORD}\n`;
      await run(["passwd", "ops", "--password-stdin"], { input });
      const none = await run(["passwd", "joe", "--password-stdin"], { input });
      expect([none.code, none.errors]).toEqual([
        64,
        "fieldpost: Cannot add this user: it has no role, --role administrator, control or viewer is needed\n",
      ]);
      const argv = ["passwd", "joe", "--role", "Control", "--password-stdin", "--json"];
      const { code, output } = await run(argv, { input });
      expect([code, JSON.parse(output)]).toEqual([
        0,
        { user: "joe", role: "control", isNew: true },
      ]);
    });
  });

  it.each([
    [["passwd"], PASSWORD, 64, "Cannot set a password: the name of one user is needed"],
    [
      ["passwd", "ops", "joe"],
      PASSWORD,
      64,
      "Cannot set a password: the name of one user is needed",
    ],
    [["passwd", "ops", "--role", "root"], PASSWORD, 64, "Cannot use --role: its value is no role"],
    [["passwd", "../ops"], PASSWORD, 65, "Cannot set this password: the name cannot be used"],
    [
      ["passwd", "ops"],
      "short",
      65,
      "Cannot set this password: the password cannot be used, it has fewer than 10 characters",
    ],
  ])("runPasswd() refuses %j with %j", async (argv, password, code, message) => {
    await withHome(async ({ run }) => {
      const ended = await run([...argv, "--password-stdin"], { input: password });
      expect([ended.code, ended.output]).toEqual([code, ""]);
      expect(ended.errors).toContain(`fieldpost: ${message}`);
    });
  });
});
