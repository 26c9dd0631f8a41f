import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { TestEvent, TestRequest } from "../../../api/test_and_check.ts";
import type { ApiFailure } from "../../api/api_result.ts";
import { streamApi } from "../../api/stream_api.ts";
import { FailureBanner } from "../../parts/failure_banner.tsx";
import { sessionSignal } from "../../state/session_signal.ts";
import { t } from "../../text/t.ts";
import { TestForm } from "../email/test_form.tsx";
import { TestResult } from "../email/test_result.tsx";

const recipient: Signal<string> = sessionSignal("");

/** Sends the message as it is previewed, saved or not, to one address: nobody else hears of it. */
export function TryPreview(props: {
  readonly subject: string;
  readonly text: string;
}): JSX.Element {
  const { subject, text } = props;
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [last, setLast] = useState<readonly TestEvent[]>([]);
  const send = async (to: string): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const body: TestRequest = { wishes: [], to, subject, text };
    const result = await streamApi<TestEvent>({ path: "/test", body }, (event) => setLast([event]));
    setBusy(false);
    setFailure(result.ok ? null : result.failure);
  };
  return (
    <TestForm
      id="event-test-to"
      label={t("event.testTo")}
      help={t("event.testToHelp")}
      recipient={recipient}
      action={t("event.test")}
      isBusy={isBusy}
      send={send}
    >
      <FailureBanner failure={failure} />
      <TestResult events={last} isBusy={isBusy} />
    </TestForm>
  );
}
