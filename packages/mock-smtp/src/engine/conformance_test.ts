import { describe, expect, it } from "@jest/globals";
import {
  PROTOCOL_REQUIREMENTS,
  type ProtocolRequirement,
} from "../_testing/protocol_requirements.ts";
import { openTestSession, type TestSession } from "../_testing/test_session.ts";

const TLS = { protocol: "TLSv1.3", cipher: "X", servername: null, clientCertificate: null };
const CHANNELS = ["none", "starttls", "implicit"] as const;

function open(channel: (typeof CHANNELS)[number], requirement: ProtocolRequirement): TestSession {
  const session = openTestSession(requirement.options, channel);
  if (channel === "starttls") {
    session.send("EHLO client.test\r\n");
    session.send("STARTTLS\r\n");
  }
  if (channel !== "none") {
    session.perform(session.engine.tlsEstablished(TLS));
  }
  session.send("EHLO client.test\r\n");
  return session;
}

/** The last line of each reply that the pieces get, and what is stored. */
function play(session: TestSession, pieces: readonly Buffer[]): readonly (readonly string[])[] {
  const before = session.output().length;
  for (const piece of pieces) {
    session.send(piece);
  }
  const lines = session.output().slice(before).split("\r\n").slice(0, -1);
  return [lines.filter((line) => line[3] !== "-"), session.stored()];
}

function begins(replies: readonly string[], expected: readonly string[]): readonly string[] {
  return replies.map((reply, index) => reply.slice(0, expected[index]?.length ?? reply.length));
}

describe.each(CHANNELS)("SmtpEngine over %s", (channel) => {
  it.each(PROTOCOL_REQUIREMENTS)("$source: $demand", (requirement) => {
    const bytes = Buffer.from(requirement.client);
    const stored = requirement.stored ?? [];
    const whole = play(open(channel, requirement), [bytes]);
    const [replies = [], messages] = whole;
    expect(begins(replies, requirement.replies)).toEqual(requirement.replies);
    expect(messages).toEqual(stored);
    const single = [...bytes].map((byte) => Buffer.from([byte]));
    expect(play(open(channel, requirement), single)).toEqual(whole);
    for (let cut = 1; cut < bytes.length; cut++) {
      const parts = [bytes.subarray(0, cut), bytes.subarray(cut)];
      const cutUp = play(open(channel, requirement), parts);
      if (JSON.stringify(cutUp) !== JSON.stringify(whole)) {
        expect({ cut, cutUp }).toEqual({ cut, cutUp: whole });
      }
    }
  });
});
