import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";

/** Something that is on or off. */
export function SwitchField(props: {
  readonly label: string;
  readonly help?: ComponentChildren;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly isDisabled?: boolean;
}): JSX.Element {
  const id = useId();
  const { label, help, isOn, onChange, isDisabled = false } = props;
  return (
    <div class="field">
      <label class="switch" for={id}>
        <input
          id={id}
          type="checkbox"
          role="switch"
          checked={isOn}
          aria-checked={isOn}
          disabled={isDisabled}
          aria-describedby={help === undefined ? undefined : `${id}-help`}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      {help !== undefined && (
        <div id={`${id}-help`} class="field-help">
          {help}
        </div>
      )}
    </div>
  );
}
