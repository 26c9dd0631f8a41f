import { isEventName } from "@fieldpost/core";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { focusInput } from "../../parts/error_summary.tsx";
import { fieldId } from "../../parts/field.tsx";
import { TextField } from "../../parts/text_field.tsx";
import { t } from "../../text/t.ts";

const INPUT = "new-event";

/** Asks for the name of a new event; it is there when its first setting is saved. */
export function NewEventDialog(props: {
  readonly taken: readonly string[];
  readonly onChosen: (name: string) => void;
  readonly onClose: () => void;
}): JSX.Element {
  const { taken, onChosen, onClose } = props;
  const [name, setName] = useState("");
  const [isTried, setTried] = useState(false);
  const problem = nameProblem(name, taken);
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (problem === undefined) onChosen(name);
    else focusInput(fieldId(INPUT));
  };
  return (
    <Dialog title={t("events.add")} onClose={onClose}>
      <form noValidate class="stack" onSubmit={submit}>
        <TextField
          id={INPUT}
          label={t("events.name")}
          help={t("events.nameHelp")}
          value={name}
          onInput={setName}
          problem={isTried ? problem : undefined}
        />
        <p class="row">
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button type="submit" kind="primary">
            {t("events.add")}
          </Button>
        </p>
      </form>
    </Dialog>
  );
}

function nameProblem(name: string, taken: readonly string[]): string | undefined {
  if (!isEventName(name)) return t("events.nameWrong");
  const folded = name.toLowerCase();
  return taken.some((each) => each.toLowerCase() === folded) ? t("events.nameTaken") : undefined;
}
