import type { Signal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { focusInput } from "../../parts/error_summary.tsx";
import { fieldId } from "../../parts/field.tsx";
import { TextField } from "../../parts/text_field.tsx";
import { t } from "../../text/t.ts";

/** Asks to whom a test goes, and sends it when there is somebody. */
export function TestForm(props: {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly recipient: Signal<string>;
  /** The words of the button. */
  readonly action: string;
  readonly isBusy: boolean;
  /** Called with the address, which is not empty. */
  readonly send: (to: string) => Promise<void>;
  /** What came of it. */
  readonly children: ComponentChildren;
}): JSX.Element {
  const { id, recipient, send } = props;
  const [isTried, setTried] = useState(false);
  const to = recipient.value.trim();
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (to === "") focusInput(fieldId(id));
    else void send(to);
  };
  return (
    <form noValidate class="stack" onSubmit={submit}>
      <TextField
        id={id}
        label={props.label}
        help={props.help}
        type="email"
        inputMode="email"
        value={recipient.value}
        onInput={(value) => {
          recipient.value = value;
        }}
        problem={isTried && to === "" ? t("email.test.needTo") : undefined}
      />
      <Button type="submit" icon="send" isBusy={props.isBusy}>
        {props.action}
      </Button>
      {props.children}
    </form>
  );
}
