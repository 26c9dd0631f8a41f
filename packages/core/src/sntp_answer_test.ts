import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { encodeSntpQuery, readSntpAnswer, SNTP_PACKET_BYTES } from "./sntp_answer.ts";

const NONCE = Uint8Array.of(9, 8, 7, 6, 5, 4, 3, 2);
const SENT_AT = Date.UTC(2026, 10, 22, 9, 0, 0);
const EXCHANGE = { nonce: NONCE, sentAtMs: SENT_AT, receivedAtMs: SENT_AT + 100 };

interface Parts {
  readonly leap?: number;
  readonly version?: number;
  readonly mode?: number;
  readonly stratum?: number;
  readonly reference?: string;
  readonly nonce?: Uint8Array;
  readonly receivedMs?: number;
  readonly sentMs?: number;
}

function stamp(view: DataView, at: number, ms: number): void {
  const seconds = Math.floor(ms / 1000);
  view.setUint32(at, (seconds + 2_208_988_800) % 2 ** 32);
  view.setUint32(at + 4, Math.round(((ms - seconds * 1000) / 1000) * 2 ** 32));
}

function answer(parts: Parts = {}): Uint8Array {
  const { leap = 0, version = 4, mode = 4, stratum = 2, reference = "GPS\0" } = parts;
  const bytes = new Uint8Array(SNTP_PACKET_BYTES);
  const view = new DataView(bytes.buffer);
  bytes[0] = (leap << 6) | (version << 3) | mode;
  bytes[1] = stratum;
  bytes.set(
    [...reference].map((letter) => letter.charCodeAt(0)),
    12,
  );
  bytes.set(parts.nonce ?? NONCE, 24);
  if (parts.receivedMs !== 0) stamp(view, 32, parts.receivedMs ?? SENT_AT + 40);
  if (parts.sentMs !== 0) stamp(view, 40, parts.sentMs ?? SENT_AT + 60);
  return bytes;
}

describe("readSntpAnswer()", () => {
  it.each([
    ["a clock that is right", {}, 0, 80],
    ["a clock that is late", { receivedMs: SENT_AT + 5040, sentMs: SENT_AT + 5060 }, 5000, 80],
    [
      "a clock that is early",
      { receivedMs: SENT_AT - 60_000, sentMs: SENT_AT - 60_000 },
      -60_050,
      100,
    ],
    [
      "a clock of 1970 after 2036",
      { receivedMs: Date.UTC(2040, 0), sentMs: Date.UTC(2040, 0) },
      Date.UTC(2040, 0) - SENT_AT - 50,
      100,
    ],
  ])("measures %s", (_, parts, offsetMs, roundTripMs) => {
    const expected = { kind: "time", offsetMs, roundTripMs, stratum: 2 };
    expect(readSntpAnswer(answer(parts), EXCHANGE)).toEqual(expected);
  });

  it.each([
    [
      "is an answer to another query",
      { nonce: new Uint8Array(8) },
      "it does not answer this query",
    ],
    ["comes from a client", { mode: 3 }, "its mode is 3, 4 is a server's"],
    ["is a broadcast", { mode: 5 }, "its mode is 5, 4 is a server's"],
    ["has no version", { version: 0 }, "its version is 0"],
    ["has a later version", { version: 5 }, "its version is 5"],
    ["comes from a clock that is not set", { leap: 3 }, "its clock is not synchronized"],
    ["has no time at all", { stratum: 16 }, "its stratum is 16: it has no time"],
    ["has an empty timestamp", { sentMs: 0 }, "it has no time in it"],
  ])("refuses what %s", (_, parts, why) => {
    expect(readSntpAnswer(answer(parts), EXCHANGE)).toEqual({ kind: "invalid", why });
  });

  it("refuses what is too short", () => {
    const why = "it has 47 octets, 48 are needed";
    expect(readSntpAnswer(answer().subarray(1), EXCHANGE)).toEqual({ kind: "invalid", why });
  });

  it.each(["DENY", "RSTR", "RATE"])("takes the kiss of death %s", (code) => {
    const kiss = answer({ stratum: 0, leap: 3, reference: code });
    expect(readSntpAnswer(kiss, EXCHANGE)).toEqual({ kind: "kiss-of-death", code });
  });

  it("takes no kiss of death from somebody who has not seen the query", () => {
    const kiss = answer({ stratum: 0, reference: "DENY", nonce: new Uint8Array(8) });
    expect(readSntpAnswer(kiss, EXCHANGE).kind).toBe("invalid");
  });

  it("answers every packet of a stranger with data", () => {
    const random = new SeededRandom(4330);
    const kinds = new Set<string>();
    for (let round = 0; round < 20_000; round += 1) {
      const bytes = round % 2 === 0 ? answer() : new Uint8Array(random.below(80));
      for (let change = 0; change < 3; change += 1) {
        bytes[random.below(Math.max(1, bytes.length))] = random.below(256);
      }
      const reading = readSntpAnswer(bytes, EXCHANGE);
      kinds.add(reading.kind);
      if (reading.kind === "time") expect(Number.isFinite(reading.offsetMs)).toBe(true);
      if (reading.kind === "kiss-of-death") expect(reading.code).toMatch(/^[!-~]{0,4}$/);
    }
    expect([...kinds].toSorted()).toEqual(["invalid", "kiss-of-death", "time"]);
  });
});

describe("encodeSntpQuery()", () => {
  it("says nothing but version, mode and nonce", () => {
    const expected = new Uint8Array(SNTP_PACKET_BYTES);
    expected[0] = 0b00_100_011;
    expected.set(NONCE, 40);
    expect(encodeSntpQuery(NONCE)).toEqual(expected);
  });

  it("refuses a nonce of another length", () => {
    expect(() => encodeSntpQuery(new Uint8Array(4))).toThrow(
      new RangeError("Cannot make a query: the nonce has 4 octets, 8 are accepted"),
    );
  });
});
