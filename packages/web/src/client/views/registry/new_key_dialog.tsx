import { CATALOGUE, checkAssignment, tryParseRegistryKey } from "@fieldpost/core";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { focusInput } from "../../parts/error_summary.tsx";
import { fieldId } from "../../parts/field.tsx";
import { TextField } from "../../parts/text_field.tsx";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";

const INPUT = "new-key";

/** Asks for the key that is to be added. */
export function NewKeyDialog(props: {
  readonly onChosen: (key: string) => void;
  readonly onClose: () => void;
}): JSX.Element {
  const [key, setKey] = useState("");
  const [isTried, setTried] = useState(false);
  const [problem] = checkAssignment(key.trim(), "").filter(({ code }) => code !== "key-unknown");
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    const parsed = tryParseRegistryKey(key.trim());
    if (parsed === undefined || problem !== undefined) return focusInput(fieldId(INPUT));
    props.onChosen(parsed);
  };
  return (
    <Dialog title={t("key.new")} onClose={props.onClose}>
      <form noValidate class="stack" onSubmit={submit}>
        <TextField
          id={INPUT}
          mono
          label={t("key.key")}
          help={t("key.keyHelp")}
          value={key}
          onInput={setKey}
          list="known-keys"
          problem={
            isTried && problem !== undefined ? coreSentences.value.problem(problem) : undefined
          }
        />
        <datalist id="known-keys">
          {CATALOGUE.map((entry) => (
            <option key={entry.key} value={entry.key} />
          ))}
        </datalist>
        <p class="row">
          <Button onClick={props.onClose}>{t("parts.cancel")}</Button>
          <Button type="submit" kind="primary">
            {t("key.new")}
          </Button>
        </p>
      </form>
    </Dialog>
  );
}
