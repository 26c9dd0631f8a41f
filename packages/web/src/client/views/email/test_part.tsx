import { type Signal, signal } from "@preact/signals";
import type { JSX, RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { SettingWish } from "../../../api/registry_api.ts";
import type { TestEvent, TestRequest } from "../../../api/test_and_check.ts";
import type { ApiFailure } from "../../api/api_result.ts";
import { streamApi } from "../../api/stream_api.ts";
import { SECRET_KEY } from "../../draft/draft_settings.ts";
import { typedSecret, wishes } from "../../draft/email_draft.ts";
import { Banner } from "../../parts/banner.tsx";
import { focusInput } from "../../parts/error_summary.tsx";
import { FailureBanner } from "../../parts/failure_banner.tsx";
import { sessionSignal } from "../../state/session_signal.ts";
import { t } from "../../text/t.ts";
import { REPETITION_ID } from "./account_part.tsx";
import { isTypedOnce } from "./draft_obstacles.ts";
import { formAttempts } from "./form_attempt.ts";
import { TestForm } from "./test_form.tsx";
import { TestResult } from "./test_result.tsx";
import { TestTimeline } from "./test_timeline.tsx";
import { draftNow, noteTest, testOfDraft } from "./tested_draft.ts";

const recipient: Signal<string> = sessionSignal("");
const events: Signal<readonly TestEvent[]> = sessionSignal([]);
// Not of the component: whoever looks at another page meanwhile finds the same test again.
const busy: Signal<boolean> = signal(false);
const failed: Signal<ApiFailure | null> = sessionSignal(null);

/** Sends a message with what is typed, saved or not, and shows the dialogue as it happens. */
export function TestPart(): JSX.Element {
  const isBusy = busy.value;
  const failure = failed.value;
  const outcome = useInSight({ isBusy, hasBegun: events.value.length > 0 || failure !== null });
  const run = async (): Promise<void> => {
    if (isTypedOnce()) {
      formAttempts.value += 1;
      return focusInput(REPETITION_ID);
    }
    busy.value = true;
    failed.value = null;
    events.value = [];
    const draft = draftNow();
    const call = { path: "/test", body: testRequest() };
    const result = await streamApi<TestEvent>(call, (event) => {
      events.value = [...events.peek(), event];
    });
    busy.value = false;
    noteTest(draft, isDelivered(events.peek().at(-1)) ? "delivered" : "failed");
    failed.value = result.ok ? null : result.failure;
  };
  return (
    <TestForm
      id="test-to"
      label={t("email.test.to")}
      help={t("email.test.toHelp")}
      recipient={recipient}
      action={t(events.value.length === 0 ? "email.test.send" : "email.test.again")}
      isBusy={isBusy}
      send={run}
    >
      <div ref={outcome} class="stack test-outcome">
        <FailureBanner failure={failure} />
        {!isBusy && events.value.length > 0 && testOfDraft.value === "changed" && (
          <Banner level="info" title={t("email.test.changed")} />
        )}
        <TestResult events={events.value} isBusy={isBusy} />
        <TestTimeline events={events.value} isBusy={isBusy} />
      </div>
    </TestForm>
  );
}

/** The button is at the foot of the window often, and what comes of it would be below. */
function useInSight(test: {
  readonly isBusy: boolean;
  readonly hasBegun: boolean;
}): RefObject<HTMLDivElement> {
  const { isBusy, hasBegun } = test;
  const box = useRef<HTMLDivElement>(null);
  const wasBusy = useRef(false);
  useEffect(() => {
    if (hasBegun && (isBusy || wasBusy.current)) box.current?.scrollIntoView({ block: "nearest" });
    wasBusy.current = isBusy;
  }, [isBusy, hasBegun]);
  return box;
}

function isDelivered(last: TestEvent | undefined): boolean {
  return last?.kind === "done" && last.recipients.every(({ kind }) => kind === "delivered");
}

function testRequest(): TestRequest {
  const secret = typedSecret.peek();
  const removal: SettingWish = { key: SECRET_KEY, value: null, was: null };
  return {
    wishes: [...wishes.peek(), ...(secret.kind === "remove" ? [removal] : [])],
    to: recipient.peek().trim(),
    ...(secret.kind === "replace" && secret.value !== "" && { secret: secret.value }),
  };
}
