import { describe, expect, it } from "@jest/globals";
import { actionsOf, type DialogueScript, PLAN, playDialogue } from "./_testing/play_dialogue.ts";

const HELLO = ["S: 220 mx.example ESMTP", "C: EHLO unit.example"];
const UPGRADED = [
  ...HELLO,
  "S: 250-mx.example",
  "S: 250 STARTTLS",
  "C: STARTTLS",
  "S: 220 go",
  "startTls",
  "TLS ok",
  "C: EHLO unit.example",
  "S: 250-mx.example",
];
const BYE = ["C: QUIT", "S: 221 bye", "close"];

interface Row extends DialogueScript {
  readonly name: string;
  readonly failure: string | undefined;
}

const ROWS: readonly Row[] = [
  {
    name: "ends after EHLO without a login",
    plan: { username: "joe", mode: "starttls-must" },
    secret: undefined,
    until: "ehlo",
    lines: [...UPGRADED, "S: 250 AUTH PLAIN", ...BYE],
    failure: undefined,
  },
  {
    name: "does not log in even where it has the secret",
    plan: { username: "joe", mode: "starttls-must" },
    until: "ehlo",
    lines: [...UPGRADED, "S: 250 AUTH PLAIN", ...BYE],
    failure: undefined,
  },
  {
    name: "judges that no login is offered",
    plan: { username: "joe", mode: "starttls-must" },
    secret: undefined,
    until: "ehlo",
    lines: [...UPGRADED, "S: 250 SIZE 1000", "C: QUIT", "close"],
    failure: "AUTH_NOT_OFFERED",
  },
  {
    name: "judges that a login would leak",
    plan: { username: "joe", mode: "starttls-may" },
    secret: undefined,
    until: "ehlo",
    lines: [...HELLO, "S: 250-mx.example", "S: 250 AUTH PLAIN", "C: QUIT", "close"],
    failure: "CREDENTIALS_WOULD_LEAK",
  },
  {
    name: "logs in when it goes that far",
    plan: { username: "joe", mode: "starttls-must" },
    secret: "pencil",
    until: "login",
    lines: [
      ...UPGRADED,
      "S: 250 AUTH PLAIN",
      "C: AUTH PLAIN AGpvZQBwZW5jaWw=",
      "S: 235 2.7.0 ok",
      ...BYE,
    ],
    failure: undefined,
  },
];

describe("SubmissionSession in a rehearsal", () => {
  it.each(ROWS)("$name", (row) => {
    const result = playDialogue({ ...row, transactions: [] });
    expect(result.actions).toEqual(actionsOf(row));
    expect(result.finished?.failure?.code).toBe(row.failure);
  });

  it.each(["ehlo", "login"] as const)("takes no transaction when it goes up to %s", (until) => {
    const lines = [...HELLO, "S: 250 mx.example"];
    expect(() => playDialogue({ plan: PLAN, until, lines })).toThrow(
      new TypeError("Cannot submit a transaction: the session is a rehearsal"),
    );
  });
});
