import type { FaultPoint, FaultRule, FaultText } from "./fault_rule.ts";
import { seededRandom } from "./seeded_random.ts";

/** Keys that are counted per rule; the oldest are forgotten. */
const KEY_LIMIT = 10_000;

interface Count {
  occurrences: number;
  readonly firstMs: number;
}

interface Entry {
  readonly rule: FaultRule;
  readonly applies: (point: FaultPoint) => boolean;
  readonly counts: Map<string, Count>;
  readonly random: () => number;
  fired: number;
}

/** A rule in force. */
export interface FaultHandle {
  /** How often it has struck. */
  readonly fired: number;
  /** Takes it out of force. */
  remove(): void;
}

/** The rules in force, with their counts. The first rule that matches strikes. */
export class FaultBook {
  readonly #seed: number;
  #entries: Entry[] = [];
  #added = 0;

  /** @param seed What chances are drawn from; the same seed draws the same. */
  constructor(seed: number) {
    this.#seed = seed;
  }

  /** Whether there is no rule at all. */
  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /**
   * Puts a rule into force, after those that are.
   *
   * @param applies Narrows it further than data can say.
   */
  add(rule: FaultRule, applies: (point: FaultPoint) => boolean = () => true): FaultHandle {
    const random = seededRandom(this.#seed + this.#added++);
    const entry: Entry = { rule, applies, counts: new Map(), random, fired: 0 };
    this.#entries = [...this.#entries, entry];
    return {
      get fired() {
        return entry.fired;
      },
      remove: () => {
        this.#entries = this.#entries.filter((it) => it !== entry);
      },
    };
  }

  /** The rule that strikes at this point, if one does. Counts the occurrence. */
  strike(point: FaultPoint): FaultRule | undefined {
    const entry = this.#entries.find((it) => matches(it, point) && isTurn(it, point));
    if (entry !== undefined) {
      entry.fired++;
    }
    return entry?.rule;
  }

  /** The byte counts at which rules wait for content. */
  contentMarks(): readonly number[] {
    return this.#entries
      .filter(({ rule }) => rule.when.stage === "content")
      .map(({ rule }) => rule.when.afterBytes ?? 0);
  }
}

function matches(entry: Entry, point: FaultPoint): boolean {
  const { when } = entry.rule;
  return (
    when.stage === point.stage &&
    (when.listener === undefined || when.listener === point.listener) &&
    (when.mechanism === undefined || when.mechanism.toUpperCase() === point.mechanism) &&
    (when.step === undefined || when.step === point.step) &&
    (point.stage !== "content" || (when.afterBytes ?? 0) === point.step) &&
    isText(when.to, point.recipients) &&
    isText(when.from, present(point.from)) &&
    isText(when.user, present(point.user)) &&
    isText(when.helloName, present(point.helloName)) &&
    entry.applies(point)
  );
}

function present(text: string | null): readonly string[] {
  return text === null ? [] : [text];
}

function isText(wanted: FaultText | undefined, found: readonly string[]): boolean {
  if (wanted === undefined) {
    return true;
  }
  const pattern = typeof wanted === "string" ? globPattern(wanted) : new RegExp(wanted, "i");
  return found.some((text) => pattern.test(text));
}

function globPattern(glob: string): RegExp {
  const parts = glob.split("*").map((part) => part.replace(/[\\^$.+?()[\]{}|/]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "is");
}

function isTurn(entry: Entry, point: FaultPoint): boolean {
  const { when } = entry.rule;
  const count = countOccurrence(entry, point);
  const turn = count.occurrences - (when.skip ?? 0);
  return (
    turn > 0 &&
    (when.times === undefined || turn <= when.times) &&
    (when.forMs === undefined || point.nowMs - count.firstMs < when.forMs) &&
    (when.probability === undefined || entry.random() < when.probability)
  );
}

function countOccurrence(entry: Entry, point: FaultPoint): Count {
  const { counts, rule } = entry;
  const key = keyOf(rule, point);
  const known = counts.get(key);
  const windowMs = rule.when.windowMs ?? Number.POSITIVE_INFINITY;
  if (known !== undefined && point.nowMs - known.firstMs < windowMs) {
    known.occurrences++;
    return known;
  }
  const count = { occurrences: 1, firstMs: point.nowMs };
  counts.delete(key);
  counts.set(key, count);
  const oldest = counts.keys().next().value;
  if (counts.size > KEY_LIMIT && oldest !== undefined) {
    counts.delete(oldest);
  }
  return count;
}

function keyOf(rule: FaultRule, point: FaultPoint): string {
  const recipients = point.recipients.join(" ").toLowerCase();
  switch (rule.when.per ?? "server") {
    case "server":
      return "";
    case "session":
      return String(point.session);
    case "client":
      return point.client;
    case "sender":
      return (point.from ?? "").toLowerCase();
    case "recipient":
      return recipients;
    case "triplet":
      return [point.client, (point.from ?? "").toLowerCase(), recipients].join("\0");
    case "user":
      return point.user ?? "";
  }
}
