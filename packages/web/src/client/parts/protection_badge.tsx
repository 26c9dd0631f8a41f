import type { JSX } from "preact";
import { t } from "../text/t.ts";
import { Icon } from "./icon.tsx";

/** How a channel was protected, in a word, a picture and a colour. */
export function ProtectionBadge(props: {
  readonly level: "verified" | "encrypted" | "clear" | null;
  /** The whole sentence, as the unit has it. */
  readonly detail?: string | null;
}): JSX.Element {
  const { level, detail } = props;
  return (
    <span class={`badge protection-${level ?? "none"}`} title={detail ?? undefined}>
      <Icon name={level === "verified" || level === "encrypted" ? "lock" : "unlock"} />
      {t(`protection.${level ?? "none"}`)}
    </span>
  );
}
