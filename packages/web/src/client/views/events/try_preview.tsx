import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { TestEvent, TestRequest } from "../../../api/test_and_check.ts";
import type { ApiFailure } from "../../api/api_result.ts";
import { streamApi } from "../../api/stream_api.ts";
import { Button } from "../../parts/button.tsx";
import { focusInput } from "../../parts/error_summary.tsx";
import { FailureBanner } from "../../parts/failure_banner.tsx";
import { fieldId } from "../../parts/field.tsx";
import { TextField } from "../../parts/text_field.tsx";
import { sessionSignal } from "../../state/session_signal.ts";
import { t } from "../../text/t.ts";
import { TestResult } from "../email/test_result.tsx";

const TO = "event-test-to";
const recipient: Signal<string> = sessionSignal("");

/** Sends the message as it is previewed, saved or not, to one address: nobody else hears of it. */
export function TryPreview(props: {
  readonly subject: string;
  readonly text: string;
}): JSX.Element {
  const { subject, text } = props;
  const [isBusy, setBusy] = useState(false);
  const [isTried, setTried] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [last, setLast] = useState<readonly TestEvent[]>([]);
  const to = recipient.value.trim();
  const send = async (): Promise<void> => {
    setTried(true);
    if (to === "") return focusInput(fieldId(TO));
    setBusy(true);
    setFailure(null);
    const body: TestRequest = { wishes: [], to, subject, text };
    const result = await streamApi<TestEvent>({ path: "/test", body }, (event) => setLast([event]));
    setBusy(false);
    setFailure(result.ok ? null : result.failure);
  };
  return (
    <form
      noValidate
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextField
        id={TO}
        label={t("event.testTo")}
        help={t("event.testToHelp")}
        type="email"
        inputMode="email"
        value={recipient.value}
        onInput={(value) => {
          recipient.value = value;
        }}
        problem={isTried && to === "" ? t("email.test.needTo") : undefined}
      />
      <Button type="submit" icon="send" isBusy={isBusy}>
        {t("event.test")}
      </Button>
      <FailureBanner failure={failure} />
      <TestResult events={last} isBusy={isBusy} />
    </form>
  );
}
