import { describe, expect, it } from "@jest/globals";
import {
  actionsOf,
  address,
  byteByByte,
  type DialogueScript,
  endsOf,
  eventsOf,
  everySplit,
  playDialogue,
  TRANSACTION,
} from "./_testing/play_dialogue.ts";
import type { EnvelopeParameters, NotifyKeyword } from "./envelope_parameters.ts";
import type { SubmissionTransaction } from "./session_observation.ts";

const A = "a@example.net";
const B = "b@example.net";
const HELLO = ["S: 220 mx.example ESMTP", "C: EHLO unit.example", "S: 250-mx.example"];
const SECURED = ["startTls", "TLS ok", ...HELLO];
const UNPROVED = [
  ...["S: 220 mx.example ESMTP", "C: EHLO unit.example", "S: 250-mx.example", "S: 250 STARTTLS"],
  ...["C: STARTTLS", "S: 220 go", "startTls", "TLS cert CERT_HAS_EXPIRED"],
  ...["C: EHLO unit.example", "S: 250-mx.example"],
];
const REST = [
  ...["C: DATA", "S: 354 go", "sendContent", "markUncertain", "C: ."],
  ...["S: 250 2.0.0 queued", "C: QUIT", "S: 221 bye", "close"],
];

function wanting(
  parameters: EnvelopeParameters,
  change: Partial<SubmissionTransaction> = {},
): SubmissionTransaction {
  return { ...TRANSACTION, parameters, ...change };
}

interface Row extends DialogueScript {
  readonly name: string;
  readonly ends: readonly string[];
  readonly dsn?: readonly (string | undefined)[];
}

const ROWS: readonly Row[] = [
  {
    name: "asks for notifications where they are offered (V20)",
    transactions: [
      wanting(
        {
          ...{ ret: "HDRS", envid: "alarm+207", notify: ["SUCCESS", "DELAY"] },
          recipients: { [B]: { notify: ["NEVER"], orcpt: "rfc822;bee+2Bx@example.net" } },
        },
        { recipients: [address(A), address(B)] },
      ),
    ],
    lines: [
      ...HELLO,
      "S: 250 DSN",
      "C: MAIL FROM:<unit@example.com> RET=HDRS ENVID=alarm+207",
      "S: 250 ok",
      `C: RCPT TO:<${A}> NOTIFY=SUCCESS,DELAY`,
      "S: 250 ok",
      `C: RCPT TO:<${B}> NOTIFY=NEVER ORCPT=rfc822;bee+2Bx@example.net`,
      "S: 250 ok",
      ...REST,
    ],
    ends: ["delivered DELIVERED F-250", "delivered DELIVERED F-250"],
    dsn: [undefined, undefined],
  },
  {
    name: "asks for nothing where they are not offered, and says so (V20)",
    transactions: [
      wanting(
        {
          envid: "alarm7",
          recipients: { [A]: { notify: ["SUCCESS"] }, [B]: { notify: ["NEVER"] } },
        },
        { recipients: [address(A), address(B)] },
      ),
    ],
    lines: [
      ...HELLO,
      "S: 250 SIZE",
      "C: MAIL FROM:<unit@example.com> SIZE=100",
      "S: 250 ok",
      `C: RCPT TO:<${A}>`,
      "S: 250 ok",
      `C: RCPT TO:<${B}>`,
      "S: 250 ok",
      ...REST,
    ],
    ends: ["delivered DELIVERED F-250", "delivered DELIVERED F-250"],
    dsn: ["relayed", "not-offered"],
  },
  {
    name: "does not ask because of what was offered before TLS (V3)",
    plan: { mode: "starttls-must" },
    transactions: [wanting({ ret: "FULL", notify: ["NEVER"] })],
    lines: [
      ...HELLO.slice(0, 2),
      ...["S: 250-mx", "S: 250-DSN", "S: 250 STARTTLS", "C: STARTTLS", "S: 220 go"],
      ...["startTls", "TLS ok", "C: EHLO unit.example", "S: 250 mx"],
      "C: MAIL FROM:<unit@example.com>",
      "S: 250 ok",
      `C: RCPT TO:<${A}>`,
      "S: 250 ok",
      ...REST,
    ],
    ends: ["delivered DELIVERED F-250"],
    dsn: ["not-offered"],
  },
  {
    name: "says nothing of notifications to a recipient that is refused",
    transactions: [wanting({ notify: ["SUCCESS"] })],
    lines: [
      ...HELLO,
      "S: 250 SIZE",
      "C: MAIL FROM:<unit@example.com> SIZE=100",
      "S: 250 ok",
      `C: RCPT TO:<${A}>`,
      "S: 550 5.1.1 no",
      "C: QUIT",
      "S: 221 bye",
      "close",
    ],
    ends: ["permanent RECIPIENT_REFUSED F-rcpt-5"],
    dsn: [undefined],
  },
  {
    name: "insists on TLS to the end where that is offered (V21)",
    plan: { mode: "implicit" },
    transactions: [wanting({ requireTls: true, ret: "HDRS" })],
    lines: [
      ...SECURED,
      "S: 250-DSN",
      "S: 250 REQUIRETLS",
      "C: MAIL FROM:<unit@example.com> RET=HDRS REQUIRETLS",
      "S: 250 ok",
      `C: RCPT TO:<${A}>`,
      "S: 250 ok",
      ...REST,
    ],
    ends: ["delivered DELIVERED F-250"],
  },
  {
    name: "sends nothing of a message that insists where it is not offered (V21)",
    plan: { mode: "implicit" },
    transactions: [wanting({ requireTls: true })],
    lines: [...SECURED, "S: 250 DSN", "C: QUIT", "S: 221 bye", "close"],
    ends: ["permanent REQUIRETLS_NOT_OFFERED V21"],
  },
  {
    name: "does not believe the offer in clear (V21)",
    transactions: [wanting({ requireTls: true })],
    lines: [...HELLO, "S: 250 REQUIRETLS", "C: QUIT", "S: 221 bye", "close"],
    ends: ["hold REQUIRETLS_NOT_PROVED V21"],
  },
  {
    name: "does not believe the offer of a server that has not proved its name (V21, V8)",
    plan: { mode: "starttls-may" },
    transactions: [wanting({ requireTls: true })],
    lines: [...UNPROVED, "S: 250 REQUIRETLS", "C: QUIT", "S: 221 bye", "close"],
    ends: ["hold REQUIRETLS_NOT_PROVED V21"],
  },
  {
    name: "lets a report go without it rather than not at all (RFC 8689)",
    plan: { mode: "implicit" },
    transactions: [wanting({ requireTls: true }, { sender: null })],
    lines: [
      ...SECURED,
      "S: 250 SIZE",
      "C: MAIL FROM:<> SIZE=100",
      "S: 250 ok",
      `C: RCPT TO:<${A}>`,
      "S: 250 ok",
      ...REST,
    ],
    ends: ["delivered DELIVERED F-250"],
  },
];

describe("SubmissionSession with parameters of the envelope", () => {
  it.each(ROWS)("$name", (row) => {
    const result = playDialogue(row);
    expect(result.actions).toEqual(actionsOf(row));
    expect(endsOf(result)).toEqual(row.ends);
    if (row.dsn !== undefined) {
      const recipients = result.outcomes.flatMap((outcome) => outcome.recipients);
      expect(recipients.map(({ dsn }) => dsn)).toEqual(row.dsn);
    }
  });

  it("plays every such dialogue alike at every split point and byte by byte", () => {
    for (const row of ROWS) {
      const whole = playDialogue(row);
      const events = eventsOf(row);
      for (const split of [...everySplit(events), byteByByte(events)]) {
        expect(playDialogue(row, split)).toEqual(whole);
      }
    }
  });

  it("sends each parameter only where it may, over all combinations (V20, V21)", () => {
    const seen = { combinations: 0, sent: 0, violations: [] as string[] };
    for (const script of everyCombination()) {
      const { written, outcomes } = playDialogue(script);
      const offered = script.lines.join(" ");
      const insists = script.transactions[0]?.parameters?.requireTls === true;
      const isProved = script.plan.mode === "implicit" && offered.includes("TLS ok");
      const mail = /MAIL FROM:[^\r]*/.exec(written)?.[0];
      const asks = /(?: RET=| ENVID=| NOTIFY=| ORCPT=)/.test(written);
      const isReport = script.transactions[0]?.sender === null;
      const mayGo = !insists || isReport || (isProved && /250[- ]REQUIRETLS/.test(offered));
      const isWrong =
        (asks && !/250[- ]DSN/.test(offered)) ||
        (mail !== undefined && !mayGo) ||
        (/ REQUIRETLS/.test(mail ?? "") && !(isProved && insists)) ||
        (mail !== undefined && insists && !isReport && !mail.endsWith(" REQUIRETLS")) ||
        /NOTIFY=[A-Z,]*NEVER[A-Z,]*,|NOTIFY=[A-Z,]*,NEVER/.test(written) ||
        outcomes.length !== 1;
      if (isWrong) seen.violations.push(`${JSON.stringify(script)} ${written}`);
      seen.combinations += 1;
      if (mail !== undefined) seen.sent += 1;
    }
    expect(seen.violations).toEqual([]);
    expect([seen.combinations, seen.sent]).toEqual([2304, 1824]);
    process.stdout.write(`Parameters of the envelope: ${seen.combinations} combinations\n`);
  });
});

type Combination = DialogueScript & Required<Pick<DialogueScript, "transactions" | "plan">>;

const NOTIFY: readonly (readonly NotifyKeyword[] | undefined)[] = [
  undefined,
  ["NEVER"],
  ["SUCCESS"],
  ["SUCCESS", "FAILURE", "DELAY"],
];

/** Every set of parameters, over every channel, to servers that offer every set of extensions. */
function* everyCombination(): Generator<Combination> {
  const yesNo = [true, false];
  const channels = [
    { mode: "plain" as const, opening: HELLO },
    { mode: "implicit" as const, opening: SECURED },
    { mode: "starttls-may" as const, opening: UNPROVED },
  ];
  for (const { mode, opening } of channels)
    for (const isReport of yesNo)
      for (const insists of yesNo)
        for (const notify of NOTIFY)
          for (const ret of [undefined, "FULL", "HDRS"] as const)
            for (const envid of [undefined, "id"])
              for (const extensions of [[], ["DSN"], ["REQUIRETLS"], ["DSN", "REQUIRETLS"]])
                for (const pipelining of yesNo) {
                  const parameters: EnvelopeParameters = {
                    ...(insists ? { requireTls: true } : {}),
                    ...(notify === undefined ? {} : { notify }),
                    ...(ret === undefined ? {} : { ret }),
                    ...(envid === undefined ? {} : { envid }),
                  };
                  const change = isReport ? { sender: null } : {};
                  const offers = [...extensions, ...(pipelining ? ["PIPELINING"] : []), "HELP"];
                  yield {
                    plan: { mode },
                    transactions: [wanting(parameters, change)],
                    lines: [
                      ...opening,
                      ...offers.map((e, at) => `S: 250${at === offers.length - 1 ? " " : "-"}${e}`),
                      "transaction",
                      ...["S: 250 ok", "S: 250 ok", "S: 354 go", "content", "S: 250 done"],
                    ],
                  };
                }
}
