import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Field, type FieldWords } from "./field.tsx";

/** A field of one line; `mono` for what is compared letter by letter. */
export interface TextFieldProps extends FieldWords {
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly type?: "text" | "email" | "password" | "number" | "search";
  readonly autocomplete?: string;
  readonly placeholder?: string;
  readonly inputMode?: "numeric" | "email" | "url" | "text";
  readonly isDisabled?: boolean;
  readonly list?: string;
  readonly mono?: boolean;
  /** Whether the field takes the focus when it appears. */
  readonly isFocused?: boolean;
}

/** A field of one line of text. */
export function TextField(props: TextFieldProps): JSX.Element {
  const { value, onInput, type = "text", mono = false, isDisabled = false } = props;
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (props.isFocused === true) input.current?.focus();
  }, []);
  return (
    <Field {...props}>
      {(ids) => (
        <input
          {...ids}
          ref={input}
          class={mono ? "mono" : undefined}
          type={type}
          value={value}
          disabled={isDisabled}
          placeholder={props.placeholder}
          autocomplete={props.autocomplete ?? "off"}
          inputMode={props.inputMode}
          list={props.list}
          spellcheck={false}
          autocapitalize="none"
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** A field of several lines. */
export function TextAreaField(props: TextFieldProps & { readonly rows?: number }): JSX.Element {
  const { value, onInput, rows = 6, mono = false, isDisabled = false } = props;
  return (
    <Field {...props}>
      {(ids) => (
        <textarea
          {...ids}
          class={mono ? "mono" : undefined}
          rows={rows}
          value={value}
          disabled={isDisabled}
          placeholder={props.placeholder}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
