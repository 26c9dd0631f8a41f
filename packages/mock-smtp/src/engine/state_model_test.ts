import { describe, expect, it } from "@jest/globals";
import { openTestSession } from "../_testing/test_session.ts";
import { seededRandom } from "../faults/seeded_random.ts";

interface Model {
  from: boolean;
  recipients: number;
  chunks: boolean;
  user: boolean;
}

interface Move {
  readonly bytes: string;
  /** The code that the model expects, and what becomes of the model. */
  play(model: Model): number;
}

function reset(model: Model): void {
  model.from = false;
  model.recipients = 0;
  model.chunks = false;
}

/** Every command, with what a server in each state has to say. */
const MOVES: readonly Move[] = [
  {
    bytes: "EHLO x\r\n",
    play: (model) => {
      reset(model);
      return 250;
    },
  },
  {
    bytes: "MAIL FROM:<a@x.test>\r\n",
    play: (model) => {
      if (model.from) {
        return 503;
      }
      model.from = true;
      return 250;
    },
  },
  {
    bytes: "RCPT TO:<b@x.test>\r\n",
    play: (model) => {
      if (!model.from || model.chunks) {
        return 503;
      }
      model.recipients++;
      return 250;
    },
  },
  {
    bytes: "DATA\r\n",
    play: (model) => {
      if (!model.from || model.chunks) {
        return 503;
      }
      return model.recipients === 0 ? 554 : 354;
    },
  },
  {
    bytes: "BDAT 2\r\nhi",
    play: (model) => {
      if (!model.from) {
        return 503;
      }
      if (model.recipients === 0) {
        return 554;
      }
      model.chunks = true;
      return 250;
    },
  },
  {
    bytes: "BDAT 2 LAST\r\nhi",
    play: (model) => {
      if (!model.from) {
        return 503;
      }
      if (model.recipients === 0) {
        return 554;
      }
      reset(model);
      return 250;
    },
  },
  {
    bytes: "AUTH PLAIN AGEAYg==\r\n",
    play: (model) => {
      if (model.user || model.from) {
        return 503;
      }
      model.user = true;
      return 235;
    },
  },
  {
    bytes: "RSET\r\n",
    play: (model) => {
      reset(model);
      return 250;
    },
  },
  { bytes: "NOOP\r\n", play: () => 250 },
  { bytes: "VRFY b\r\n", play: () => 252 },
  { bytes: "WHAT\r\n", play: () => 500 },
];

describe("SmtpEngine", () => {
  it("agrees with a model of its states over twenty thousand random commands", () => {
    const random = seededRandom(5321);
    let session = openTestSession();
    let model: Model = { from: false, recipients: 0, chunks: false, user: false };
    let stored = 0;
    for (let step = 0; step < 20_000; step++) {
      if (step % 50 === 0) {
        session = openTestSession();
        model = { from: false, recipients: 0, chunks: false, user: false };
        stored = 0;
      }
      const move = MOVES[Math.floor(random() * MOVES.length)];
      const expected = move?.play(model) ?? 0;
      const reply = session.send(move?.bytes ?? "");
      if (Number(reply.slice(0, 3)) !== expected) {
        expect({ step, bytes: move?.bytes, reply }).toEqual({ step, bytes: move?.bytes, expected });
      }
      if (expected === 354) {
        expect(session.send("hi\r\n.\r\n")).toMatch(/^250 2\.0\.0/);
        reset(model);
      }
      stored += expected === 354 || /queued/.test(reply) ? 1 : 0;
    }
    expect(session.stored().length).toBe(stored);
  });
});
