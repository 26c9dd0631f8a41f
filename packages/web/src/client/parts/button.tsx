import type { ComponentChildren, JSX } from "preact";
import { t } from "../text/t.ts";
import { Icon, type IconName } from "./icon.tsx";

/** A button; while it is busy it cannot be pressed again, and says so. */
export function Button(props: {
  readonly children: ComponentChildren;
  readonly onClick?: () => void;
  readonly kind?: "primary" | "plain" | "quiet" | "danger";
  readonly type?: "button" | "submit";
  readonly icon?: IconName;
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  readonly describedBy?: string;
}): JSX.Element {
  const { children, kind = "plain", type = "button", icon, isBusy = false } = props;
  const isOff = isBusy || (props.isDisabled ?? false);
  // Not `disabled` while busy: the focus would be lost.
  return (
    <button
      type={type}
      class={`button ${kind}`}
      aria-disabled={isOff}
      aria-busy={isBusy}
      aria-describedby={props.describedBy}
      onClick={(event) => {
        if (!isOff) return props.onClick?.();
        event.preventDefault();
      }}
    >
      {isBusy ? <span class="spinner" aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span>{children}</span>
      {isBusy && <span class="visually-hidden"> ({t("parts.busy")})</span>}
    </button>
  );
}
