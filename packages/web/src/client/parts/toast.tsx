import { type Signal, signal } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "../text/t.ts";
import { Icon } from "./icon.tsx";

interface Toast {
  readonly id: number;
  readonly level: "ok" | "error";
  readonly text: string;
}

const SHOWN_MS = 8000;
const shown: Signal<readonly Toast[]> = signal([]);
let last = 0;

/** Says that something was done; it goes by itself, so nothing that matters stands only here. */
export function showToast(text: string, level: "ok" | "error" = "ok"): void {
  last += 1;
  const id = last;
  shown.value = [...shown.peek(), { id, level, text }];
  setTimeout(() => drop(id), SHOWN_MS);
}

function drop(id: number): void {
  shown.value = shown.peek().filter((each) => each.id !== id);
}

/** Where toasts appear; it stands once on the page, and screen readers listen to it. */
export function Toasts(): JSX.Element {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.value.map(({ id, level, text }) => (
        <div key={id} class={`toast ${level}`}>
          <Icon name={level} />
          <span>{text}</span>
          <button type="button" class="quiet icon-only" onClick={() => drop(id)}>
            <Icon name="close" />
            <span class="visually-hidden">{t("parts.close")}</span>
          </button>
        </div>
      ))}
    </div>
  );
}
