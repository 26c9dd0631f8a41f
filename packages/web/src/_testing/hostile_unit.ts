import { hostileTexts } from "./hostile_texts.ts";
import { mailUnit, witness } from "./mail_unit.ts";
import type { TestPages } from "./test_pages.ts";

/** A unit in which every stored text that a stranger can choose tries to become part of the page. */
export interface HostileUnit {
  /** A message that has met a hostile server, as it is called in the queue. */
  readonly message: string;
  /** Each key whose value is hostile. */
  readonly keys: readonly string[];
}

/** Fills the unit of a bench: registry, queue, server's words, events, log, users and tokens. */
export async function fillHostileUnit(bench: TestPages): Promise<HostileUnit> {
  const texts = hostileTexts();
  const [first = ""] = texts;
  const server = await witness({
    faults: [{ when: { stage: "rcpt" }, act: { reply: `451 4.7.1 ${first}` } }],
  });
  const keys = texts.flatMap((_text, index) => [
    `Hostile/Key${index}`,
    `Email/Block${index}/Subject`,
    `Email/Block${index}/Message`,
  ]);
  const settings = Object.fromEntries(
    keys.map((key, at) => [key, texts[Math.floor(at / 3)] ?? ""]),
  );
  const unit = await mailUnit(bench.home, server.port(), {
    ...settings,
    "Events/OnAlarm/Email": "enabled",
    "Events/OnAlarm/EmailBlock": "Block0",
    "Email/Username": first,
    "IpConfig/HostName": "unit7.example.com",
  });
  const submitted: string[] = [];
  for (const subject of texts) {
    const body = { to: ["ops@example.net"], subject, text: subject };
    const answer = await bench.call("POST", "/api/v1/messages", body);
    submitted.push((answer.body as { message: string }).message);
  }
  await bench.call("POST", `/api/v1/queue/${submitted.at(-1)}`, { command: "hold" });
  await unit.queue.run();
  for (const text of texts) {
    await unit.log.append({ event: "note", text: `Note: ${text}` });
    await bench.unit.tokens.add(text.slice(0, 60), "viewer");
  }
  await unit.events.raise("Alarm", { values: { level: first } });
  return { message: submitted[0] ?? "", keys };
}
