import { describe, expect, it } from "@jest/globals";
import { openFakeIo } from "./_testing/fake_io.ts";
import { withHome } from "./_testing/with_home.ts";
import { run } from "./main.ts";

describe("runConsole()", () => {
  it("runConsole() runs lines until exit, under the name of the unit", async () => {
    await withHome(async ({ path }) => {
      const io = openFakeIo({
        home: path,
        answers: [
          "REG 'IpConfig/HostName = boiler-7'",
          "",
          { kind: "interrupted" },
          "fieldpost registry Email/Port",
          'reg "open',
          "registry Email/Port = 465",
          "Exit",
          "plan",
        ],
      });
      expect(await run([], io)).toBe(0);
      expect(io.prompts).toEqual(["machine7 /> ", ...Array(6).fill("boiler-7 /> ")]);
      expect(io.output()).toBe(
        '"help" lists the commands, "exit" leaves.\n' +
          "Added: IpConfig/HostName = boiler-7\nAdded: Email/Port = 465\n",
      );
      expect(io.errors()).toBe(
        "fieldpost: Cannot show Email/Port: it is not set, its default is 25\n" +
          'fieldpost: Cannot read the line: the quote " is not closed\n',
      );
    });
  });

  it("runConsole() ends with the input, with the code of the last command", async () => {
    await withHome(async ({ path }) => {
      const io = openFakeIo({ home: path, answers: ["plan"] });
      expect(await run([], io)).toBe(78);
    });
  });
});
