import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import { Remark } from "./field.tsx";

/** One of few, each explained. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly help?: ComponentChildren;
}

/** A question with a few answers that are all seen at once. */
export interface ChoiceGroupProps<Value extends string> {
  readonly legend: string;
  /** `null` when none of them is what is set. */
  readonly value: Value | null;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
  readonly problem?: string | undefined;
  readonly warning?: string | undefined;
  readonly isDisabled?: boolean;
  /** The id of the group, where a summary links to. */
  readonly id?: string;
}

/** Radio buttons with a legend and an explanation each. */
export function ChoiceGroup<Value extends string>(props: ChoiceGroupProps<Value>): JSX.Element {
  const own = useId();
  const { legend, value, choices, onChange, problem, warning, id = own } = props;
  const remarks = [
    problem === undefined ? undefined : `${id}-problem`,
    warning === undefined ? undefined : `${id}-warning`,
  ].filter((each) => each !== undefined);
  return (
    <fieldset
      id={id}
      class="choices"
      tabIndex={-1}
      disabled={props.isDisabled ?? false}
      aria-describedby={remarks.length === 0 ? undefined : remarks.join(" ")}
    >
      <legend>{legend}</legend>
      {choices.map((each) => (
        <label key={each.value} class="choice" for={`${id}-${each.value}`}>
          <input
            type="radio"
            id={`${id}-${each.value}`}
            name={id}
            value={each.value}
            checked={value === each.value}
            onChange={() => onChange(each.value)}
          />
          <span class="choice-words">
            <span class="choice-label">{each.label}</span>
            {each.help !== undefined && <span class="choice-help">{each.help}</span>}
          </span>
        </label>
      ))}
      <Remark id={`${id}-problem`} kind="problem" text={problem} />
      <Remark id={`${id}-warning`} kind="warning" text={warning} />
    </fieldset>
  );
}
