import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../text/t.ts";
import { Field, type FieldWords } from "./field.tsx";

/** A field for a password; what is typed can be shown, because a typo in it is seen nowhere else. */
export function SecretField(
  props: FieldWords & {
    readonly value: string;
    readonly onInput: (value: string) => void;
    readonly autocomplete: "new-password" | "current-password";
    readonly isDisabled?: boolean;
    readonly onLeave?: () => void;
    /** Whether the field takes the focus when it appears. */
    readonly isFocused?: boolean;
  },
): JSX.Element {
  const [isShown, setShown] = useState(false);
  const { value, onInput, autocomplete, isDisabled = false, isFocused = false } = props;
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (isFocused) input.current?.focus();
  }, []);
  return (
    <Field {...props}>
      {(ids) => (
        <div class="input-row">
          <input
            {...ids}
            ref={input}
            type={isShown ? "text" : "password"}
            value={value}
            disabled={isDisabled}
            autocomplete={autocomplete}
            spellcheck={false}
            autocapitalize="none"
            onInput={(event) => onInput(event.currentTarget.value)}
            onBlur={props.onLeave}
          />
          <button
            type="button"
            class="quiet"
            aria-pressed={isShown}
            aria-describedby={`${ids.id}-label`}
            onClick={() => setShown(!isShown)}
          >
            {t(isShown ? "parts.hide" : "parts.show")}
          </button>
        </div>
      )}
    </Field>
  );
}
