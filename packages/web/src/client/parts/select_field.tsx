import type { JSX } from "preact";
import { Field, type FieldWords } from "./field.tsx";

/** One of a list that is too long to show as a whole. */
export interface SelectOption {
  readonly value: string;
  readonly label: string;
}

/** A list of which one is chosen. */
export function SelectField(
  props: FieldWords & {
    readonly value: string;
    readonly options: readonly SelectOption[];
    readonly onChange: (value: string) => void;
    readonly isDisabled?: boolean;
  },
): JSX.Element {
  const { value, options, onChange, isDisabled = false } = props;
  return (
    <Field {...props}>
      {(ids) => (
        <select
          {...ids}
          value={value}
          disabled={isDisabled}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {options.map((each) => (
            <option key={each.value} value={each.value}>
              {each.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
