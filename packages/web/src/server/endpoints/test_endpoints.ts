import {
  describeProblem,
  describeProtection,
  type Mailbox,
  mayAccess,
  Secret,
  type TlsFacts,
  tryParseHostName,
} from "@fieldpost/core";
import {
  checkUnit,
  type DraftUnit,
  type Fieldpost,
  RuntimeFailure,
  type SendResult,
  toAscii,
} from "@fieldpost/runtime";
import type { CheckEvent, CheckRequest, TestEvent, TestRequest } from "../../api/test_and_check.ts";
import type { Caller } from "../caller.ts";
import { type BoundEndpoint, bindStream } from "../endpoint.ts";
import type { PagesContext } from "../pages_context.ts";
import { Refusal } from "../refusal.ts";
import { type RunningSteps, runSteps } from "../running_steps.ts";
import { TESTED_EVENT } from "../tested_settings.ts";
import { Turnstile } from "../turnstile.ts";
import { checkDone, checkStep } from "../views/check_views.ts";
import { recipientResult } from "../views/recipient_result.ts";
import { readMailboxes } from "./submit_message.ts";
import { CHECK_UNIT, TEST_SETTINGS } from "./test_rows.ts";

/** Tests and checks at one time: each holds connections, and servers count those of a client. */
const AT_ONCE = 2;

const TEST_SUBJECT = "Test message";

/** The endpoints of tests and checks. */
export function testEndpoints({ unit, tested }: PagesContext): readonly BoundEndpoint[] {
  const turnstile = new Turnstile(AT_ONCE);
  return [
    bindStream(TEST_SETTINGS, async ({ body, caller, signal }) => {
      const begun = await beginTest(unit, body);
      if (begun instanceof Refusal) return begun;
      const leave = turnstile.enter();
      if (leave === undefined) return busy();
      const facts = { to: body.to, by: caller.name, keys: body.wishes.map(({ key }) => key) };
      const text = `Test message by ${caller.name} to ${body.to}`;
      await unit.log.append({ event: "settings-test", text, facts });
      const work = async (steps: RunningSteps<TestEvent>): Promise<void> => {
        const messageId = await runTest(begun, steps);
        if (messageId !== undefined) await noteDelivery({ unit, tested }, body, messageId);
      };
      return leaving({ leave, signal }, runSteps(signal, work));
    }),
    bindStream(CHECK_UNIT, async ({ body, caller, signal }) => {
      const sendTo = body.sendTo === undefined ? [] : readMailboxes([body.sendTo]);
      if (sendTo instanceof Refusal) return sendTo;
      const refusal = refuseHost(body, caller);
      if (refusal !== undefined) return refusal;
      const leave = turnstile.enter();
      if (leave === undefined) return busy();
      const work = (steps: RunningSteps<CheckEvent>) => runCheck(unit, { body, sendTo }, steps);
      return leaving({ leave, signal }, runSteps(signal, work));
    }),
  ];
}

interface BegunTest {
  readonly draft: DraftUnit;
  readonly body: TestRequest;
  readonly to: readonly Mailbox[];
}

async function beginTest(unit: Fieldpost, body: TestRequest): Promise<BegunTest | Refusal> {
  const to = readMailboxes([body.to]);
  if (to instanceof Refusal) return to;
  const draft = await unit.draft({
    assignments: body.wishes.map(({ key, value }) => [key, value ?? ""] as const),
    secret: body.secret === undefined ? undefined : new Secret(body.secret),
  });
  if (draft.kind === "draft") return { draft, body, to };
  const [first] = draft.problems;
  const why = first === undefined ? "Cannot test these settings" : describeProblem(first);
  return new Refusal("refused", why, { problems: draft.problems });
}

/** Runs a test, and answers the Message-ID of what was delivered. */
async function runTest(
  { draft, body, to }: BegunTest,
  { tell, signal }: RunningSteps<TestEvent>,
): Promise<string | undefined> {
  const { decision, settings } = draft.plan;
  const reasons = decision.reasons.map(({ message }) => message);
  tell({ kind: "plan", mode: decision.mode, reasons });
  if (settings.from === undefined || decision.plan === undefined) {
    const refusals = decision.refusals.map(({ rule, key, message }) => ({ rule, key, message }));
    tell({ kind: "refused", refusals });
    return undefined;
  }
  const beganMs = performance.now();
  const from = { name: undefined, address: settings.from };
  const { pins } = decision.plan;
  let seen: TlsFacts | undefined;
  const { subject = TEST_SUBJECT, text = testText(decision.plan.host.text) } = body;
  try {
    const result = await draft.sendNow(
      { from, to, subject, text },
      {
        signal,
        onTls: (tls) => {
          seen = tls;
        },
        onLine: (line) =>
          tell({ kind: "line", atMs: Math.round(performance.now() - beganMs), ...line }),
      },
    );
    tell(testEnd(result, pins.length === 0 ? unprovenKey(seen) : null));
    return deliveredId(result);
  } catch (error) {
    if (!(error instanceof RuntimeFailure)) throw error;
    tell({ kind: "failed", message: error.message });
    return undefined;
  }
}

function deliveredId(result: SendResult): string | undefined {
  if (result.kind === "refused") return undefined;
  const { recipients, messageId } = result;
  return recipients.some(({ verdict }) => verdict.kind === "delivered") ? messageId : undefined;
}

/** What was delivered with unsaved settings proves nothing of the stored ones; what is saved next may be these. */
async function noteDelivery(
  { unit, tested }: Pick<PagesContext, "unit" | "tested">,
  { wishes, secret, to }: TestRequest,
  messageId: string,
): Promise<void> {
  const { registry: stored } = await unit.registry.read();
  const { registry } = stored.apply(wishes.map(({ key, value }) => [key, value ?? ""] as const));
  tested.remember(registry, secret);
  if (tested.has(stored, undefined)) return;
  const text = `Page: a test message to ${to} was delivered with settings that are not saved`;
  await unit.log.append({ event: TESTED_EVENT, text, facts: { messageId } });
}

function testText(host: string): string {
  return `This is a test message, sent over ${host} with the settings as they were typed.\n`;
}

function unprovenKey(tls: TlsFacts | undefined): string | null {
  return tls?.certificateFailure === undefined ? null : (tls.spkiPin ?? null);
}

function testEnd(result: SendResult, key: string | null): TestEvent {
  if (result.kind === "refused") return { kind: "refused", refusals: [] };
  const { recipients, protection, messageId } = result;
  return {
    kind: "done",
    recipients: recipients.map(recipientResult),
    protection: describeProtection(protection),
    messageId,
    unprovenKey: key,
  };
}

/** Another host is an unsaved setting: those are for administrators, and no secret goes there. */
function refuseHost({ host, login, sendTo }: CheckRequest, caller: Caller): Refusal | undefined {
  if (host === undefined) return undefined;
  if (!mayAccess(caller.role ?? undefined, "administrator")) {
    const why = "it is not stored, the stored one is accepted";
    return new Refusal("forbidden", `Cannot check this mail host: ${why}`);
  }
  if (login || sendTo !== undefined) {
    const why = "a login and a message are for the stored one, a check without both is accepted";
    return new Refusal("refused", `Cannot check this mail host: ${why}`);
  }
  if (tryParseHostName(host, toAscii) !== undefined) return undefined;
  const why = "it is no host name, a name like smtp.example.com is accepted";
  return new Refusal("refused", `Cannot check this mail host: ${why}`);
}

async function runCheck(
  unit: Fieldpost,
  wanted: { readonly body: CheckRequest; readonly sendTo: readonly Mailbox[] },
  { tell, signal }: RunningSteps<CheckEvent>,
): Promise<void> {
  const [sendTo] = wanted.sendTo;
  try {
    const report = await checkUnit(unit, {
      login: wanted.body.login,
      signal,
      ...(sendTo === undefined ? {} : { sendTo }),
      ...(wanted.body.host === undefined ? {} : { host: wanted.body.host }),
      onStep: (step) => tell({ kind: "step", step: checkStep(step) }),
    });
    tell(checkDone(report));
  } catch (error) {
    if (!(error instanceof RuntimeFailure)) throw error;
    tell({ kind: "failed", message: error.message });
  }
}

/** Gives a place back when what was taken for it has ended, or nobody has ever begun to take it. */
function leaving<Step>(
  place: { readonly leave: () => void; readonly signal: AbortSignal },
  steps: AsyncIterable<Step>,
): AsyncIterable<Step> {
  const { leave, signal } = place;
  if (signal.aborted) leave();
  signal.addEventListener("abort", leave, { once: true });
  return steps;
}

function busy(): Refusal {
  const why = `${AT_ONCE} run already, one more when one of them has ended`;
  return new Refusal("busy", `Cannot begin a test or a check: ${why}`, { retryAfterSeconds: 10 });
}
