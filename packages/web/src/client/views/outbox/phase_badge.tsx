import type { JSX } from "preact";
import type { MessageRow } from "../../../api/queue_api.ts";
import { Icon, type IconName } from "../../parts/icon.tsx";
import { t } from "../../text/t.ts";

/** How each phase is shown: with which picture and in which colour. */
const LOOKS: Readonly<Record<MessageRow["phase"], readonly [IconName, string]>> = {
  waiting: ["clock", ""],
  sending: ["send", "busy"],
  held: ["warning", "warning"],
  delivered: ["ok", "ok"],
  partial: ["warning", "warning"],
  failed: ["error", "error"],
  deleted: ["close", ""],
};

/** Where a message stands, in a word, a picture and a colour. */
export function PhaseBadge({ phase }: { readonly phase: MessageRow["phase"] }): JSX.Element {
  const [icon, look] = LOOKS[phase];
  return (
    <span class={`badge ${look}`}>
      <Icon name={icon} />
      {t(`outbox.phase.${phase}`)}
    </span>
  );
}
