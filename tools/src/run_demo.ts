import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  describeProtection,
  type PlanDecision,
  parseEmailAddress,
  readEmailBlock,
  Secret,
  type TlsMode,
} from "@fieldpost/core";
import { type CapturedMessage, type MockSmtp, startMockSmtp } from "@fieldpost/mock-smtp";
import { type Fieldpost, openFieldpost, toAscii } from "@fieldpost/runtime";
import { DEMO_ACCOUNT, DEMO_BOOT, DEMO_SECRET_TEXT, DEMO_USER } from "./demo_settings.ts";

/** Where the walk-through writes its lines. */
export type DemoOutput = (line: string) => void;

/** What the walk-through did; `isComplete` is false when a message did not arrive as planned. */
export interface DemoResult {
  readonly isComplete: boolean;
  /** The ports that were used, by style, so that a rendering can give them stable names. */
  readonly ports: Readonly<Record<string, number>>;
}

interface PortStyle {
  readonly title: string;
  readonly listener: "none" | "starttls" | "implicit";
  readonly settings: readonly (readonly [string, string])[];
}

const BOOT = "Boot";

const STYLES: readonly PortStyle[] = [
  { title: "25-style", listener: "none", settings: [] },
  { title: "587-style", listener: "starttls", settings: [["Email/StartTLS", "required"]] },
  { title: "465-style", listener: "implicit", settings: [["Email/SMTPS", "enabled"]] },
];

const MODES: Readonly<Record<TlsMode, string>> = {
  implicit: "encrypted from the first byte",
  "starttls-must": "upgraded with STARTTLS, or nothing is sent",
  "starttls-may": "upgraded with STARTTLS if the server offers it",
  plain: "in clear",
};

/**
 * Shows the product on embedded defaults: sets up a unit as the vendor's guide does, sends an Email
 * On Boot on each of the three kinds of port, shows what the capture server saw, and two refusals.
 *
 * Everything happens on loopback and in a temporary directory that is removed at the end.
 */
export async function runDemo(print: DemoOutput): Promise<DemoResult> {
  const home = await mkdtemp(join(tmpdir(), "fieldpost-demo-"));
  const server = await startMockSmtp({
    listeners: STYLES.map(({ listener }) => ({ tls: listener })),
    users: { [DEMO_USER]: DEMO_SECRET_TEXT },
    authRequired: true,
  });
  try {
    const unit = await openFieldpost({ home, environment: {} });
    await setUp(unit, { home, server, print });
    const arrived: boolean[] = [];
    for (const [at, style] of STYLES.entries()) {
      print("");
      print(`${at + 3}. Email On Boot over the ${style.title} port`);
      arrived.push(await sendOn(unit, style, { server, print }));
    }
    await showRefusals(unit, print);
    const ports = STYLES.map(({ title, listener }) => [title, server.port(listener)] as const);
    return { isComplete: arrived.every(Boolean), ports: Object.fromEntries(ports) };
  } finally {
    await server.close();
    await rm(home, { recursive: true, force: true });
  }
}

async function setUp(
  unit: Fieldpost,
  options: { readonly home: string; readonly server: MockSmtp; readonly print: DemoOutput },
): Promise<void> {
  const { home, server, print } = options;
  print("1. A capture server listens on loopback; nothing leaves this machine");
  for (const { title, listener } of STYLES) {
    print(`     ${title.padEnd(10)} port ${server.port(listener)}`);
  }
  const caFile = join(home, "ca.pem");
  await writeFile(caFile, server.ca);
  print("");
  print("2. A unit is set up, in the order of the vendor's guide");
  await assign(unit, [...DEMO_ACCOUNT, ...DEMO_BOOT, ["Email/CaFile", caFile]]);
  await unit.setSecret(new Secret(DEMO_SECRET_TEXT));
  for (const [key, value] of [
    ...DEMO_ACCOUNT,
    ["Email/Password", "(sealed)"] as const,
    ...DEMO_BOOT,
  ]) {
    print(`     ${key.padEnd(25)} = ${value}`);
  }
}

async function sendOn(
  unit: Fieldpost,
  style: PortStyle,
  { server, print }: { readonly server: MockSmtp; readonly print: DemoOutput },
): Promise<boolean> {
  const settings = [
    ["Email/Port", String(server.port(style.listener))],
    ...style.settings,
  ] as const;
  await assign(
    unit,
    settings.map(([key, value]) => [key ?? "", value ?? ""] as const),
  );
  for (const [key, value] of settings) print(`     ${key} = ${value}`);
  const { decision } = await unit.plan();
  printPlan(decision, print);
  const { registry } = await unit.registry.read();
  const { block } = readEmailBlock(registry, BOOT, toAscii);
  const from = { name: "Boiler 7", address: parseEmailAddress("boiler7@example.com", toAscii) };
  const { to, subject, message } = block;
  const result = await unit.sendNow({ from, to, subject, text: message });
  if (result.kind === "refused") return false;
  for (const { recipient, verdict, lastWords } of result.recipients) {
    print(`   Sent      ${recipient}: ${verdict.kind}, "${lastWords?.replace(/ as \S+$/, "")}"`);
  }
  print(`   Channel   ${describeProtection(result.protection)}`);
  const isDelivered = result.recipients.every(({ verdict }) => verdict.kind === "delivered");
  if (!isDelivered) return false;
  printWitness(
    await server.next({ to: block.to.map(({ address }) => address.text)[0] ?? "" }),
    print,
  );
  await assign(unit, [...style.settings.map(([key]) => [key, ""] as const)]);
  return true;
}

function printPlan({ mode, reasons, warnings }: PlanDecision, print: DemoOutput): void {
  print(`   Plan      ${mode}: ${mode === null ? "nothing is sent" : MODES[mode]}`);
  for (const { rule, message } of [...reasons, ...warnings]) {
    print(`             ${rule.padEnd(4)} ${message}`);
  }
}

function printWitness(message: CapturedMessage, print: DemoOutput): void {
  const { envelope, auth, tls, subject } = message;
  const recipients = envelope.recipients.map(({ address }) => `<${address}>`).join(", ");
  print(`   Witness   MAIL FROM <${envelope.from}>, RCPT TO ${recipients}, "${subject}"`);
  const user =
    auth === null ? "nobody logged in" : `logged in as ${auth.identity} (${auth.mechanism})`;
  print(`             ${user}; ${tls === null ? "in clear" : `${tls.protocol}, ${tls.cipher}`}`);
}

async function showRefusals(unit: Fieldpost, print: DemoOutput): Promise<void> {
  print("");
  print("6. Two settings that cannot work are refused before anything is sent");
  const refusals: readonly (readonly (readonly [string, string])[])[] = [
    [
      ["Email/Port", "465"],
      ["Email/SMTPS", "disabled"],
    ],
    [
      ["Email/SMTPS", "enabled"],
      ["Device/Profile", "janos-1.6.2"],
    ],
  ];
  for (const settings of refusals) {
    await assign(unit, settings);
    const { decision } = await unit.plan();
    print(`   ${settings.map(([key, value]) => `${key} = ${value}`).join(", ")}`);
    for (const { rule, code, message } of decision.refusals) {
      print(`             ${rule.padEnd(4)} ${code}: ${message}`);
    }
  }
}

async function assign(
  unit: Fieldpost,
  assignments: readonly (readonly [string, string])[],
): Promise<void> {
  const result = await unit.registry.assign(assignments);
  if (result.kind === "written") return;
  throw new Error(`Cannot set up the demo: ${JSON.stringify(result.problems)}`);
}
