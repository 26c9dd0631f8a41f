import type { JSX } from "preact";
import { t } from "../text/t.ts";

/** The shape of what is being loaded. */
export function Skeleton({ lines = 3 }: { readonly lines?: number }): JSX.Element {
  return (
    <div class="skeleton" role="status">
      <span class="visually-hidden">{t("frame.loading")}</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={`line-${index + 1}`} class="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}
