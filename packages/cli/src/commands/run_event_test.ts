import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { withHome } from "../_testing/with_home.ts";

const SETTINGS = [
  "registry",
  "IpConfig/EmailAddress=unit7@example.com",
  "Events/OnAlarm/Email=enabled",
];
const NO_SERVE = 'fieldpost: warning: nothing leaves by itself: no "fieldpost serve" runs\n';

describe("runEvent()", () => {
  it("runEvent() notes, queues, collects and keeps, each in its own words", async () => {
    await withHome(async ({ run }) => {
      expect(await run(["event", "Alarm"])).toEqual({
        code: 0,
        output: "OnAlarm is in the log. It is not mailed: Events/OnAlarm/Email is disabled.\n",
        errors: "",
      });
      await run(["registry", "Events/OnAlarm/Email=enabled"]);
      const kept = await run(["event", "Alarm", "--json"]);
      expect([kept.code, JSON.parse(kept.output)]).toMatchObject([
        78,
        { event: "Alarm", result: "kept", lines: 1, message: null, until: null },
      ]);
      await run(SETTINGS);
      const mailed = await run(["event", "-v", "level=80", "Alarm"]);
      expect(mailed).toMatchObject({ code: 0, errors: NO_SERVE });
      expect(mailed.output).toMatch(
        /^OnAlarm is in the queue as [0-9a-z]{19}, with 1 collected before\.\n$/,
      );
      const collected = await run(["event", "Alarm"]);
      expect(collected).toMatchObject({ code: 0, errors: NO_SERVE });
      expect(collected.output).toMatch(
        /^OnAlarm waits for the end of its hold-off\. It is mailed at /,
      );
    });
  });

  it("runEvent() fails with 74 where the log takes no line and no message is made", async () => {
    await withHome(async ({ run, path }) => {
      await mkdir(join(path, "system.log"), { recursive: true });
      const { code, output, errors } = await run(["event", "Alarm"]);
      expect([code, output]).toEqual([74, ""]);
      expect(errors).toBe(`fieldpost: Cannot write ${join(path, "system.log")}: EISDIR\n`);
    });
  });

  it("runEvent() mails without a file that it cannot read, and says so", async () => {
    await withHome(async ({ run }) => {
      await run(SETTINGS);
      const { code, errors } = await run(["event", "Alarm", "--attach", "/nonexistent/door.jpg"]);
      expect(code).toBe(0);
      expect(errors).toBe(
        "fieldpost: warning: Not attached: Cannot read the attachment /nonexistent/door.jpg: it is missing (ENOENT), a readable file is needed\n" +
          NO_SERVE,
      );
    });
  });

  it.each([
    [["event"], 64, "it was given no name, one is accepted, and values as key=value"],
    [["event", "A", "B"], 64, "it was given 2 names, one is accepted, and values as key=value"],
    [["event", "../A"], 65, "letters, digits, - and _ are accepted"],
    [["event", "A", "-v", "unit=x"], 65, "unit, event, time, count are the unit's own"],
    [["event", "A", "-v", "a b=x"], 65, "unit, event, time, count are the unit's own"],
  ])("runEvent() refuses %j", async (argv, code, why) => {
    await withHome(async ({ run }) => {
      const ended = await run(argv);
      expect([ended.code, ended.output]).toEqual([code, ""]);
      expect(ended.errors).toMatch(/^fieldpost: Cannot /);
      expect(ended.errors.endsWith(`${why}\n`)).toBe(true);
    });
  });
});
