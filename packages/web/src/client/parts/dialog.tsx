import type { ComponentChildren, JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../text/t.ts";
import { Icon } from "./icon.tsx";

const FIRST_INPUT = ".dialog-body :is(input, select, textarea):not(:disabled)";

/** A question that has to be answered first; Escape and the cross mean no. */
export function Dialog(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  /** The buttons: the one that changes nothing first, the one that is meant last. */
  readonly actions?: ComponentChildren;
  readonly isWide?: boolean;
}): JSX.Element {
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);
  // Before the browser goes on: what is pressed next is meant for the dialog.
  useLayoutEffect(() => {
    const before = document.activeElement;
    box.current?.showModal();
    // The browser would take the cross: what is asked comes first.
    box.current?.querySelector<HTMLElement>(FIRST_INPUT)?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={box}
      class={props.isWide === true ? "dialog wide" : "dialog"}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <header class="dialog-head">
        <h2 id={id}>{props.title}</h2>
        <button type="button" class="quiet icon-only" onClick={props.onClose}>
          <Icon name="close" />
          <span class="visually-hidden">{t("parts.close")}</span>
        </button>
      </header>
      <div class="dialog-body">{props.children}</div>
      {props.actions !== undefined && <footer class="dialog-actions">{props.actions}</footer>}
    </dialog>
  );
}
