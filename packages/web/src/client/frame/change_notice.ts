import { useEffect, useRef } from "preact/hooks";
import { showToast } from "../parts/toast.tsx";
import { lastRegistryEvent } from "../state/apply_live_event.ts";
import { session } from "../state/session_state.ts";
import { t } from "../text/t.ts";

const KEYS_NAMED = 3;

/** Says that somebody else has changed settings, while they change under the viewer's eyes. */
export function ChangeNotice(): null {
  const event = lastRegistryEvent.value;
  // What came before this page was shown is no news.
  const known = useRef(event);
  useEffect(() => {
    if (event === null || event === known.current) return;
    known.current = event;
    if (event.by === session.peek()?.user?.name) return;
    const keys = event.changes.map(({ key }) => key);
    const named = keys.slice(0, KEYS_NAMED).join(", ");
    showToast(
      t("live.changed", { name: event.by, keys: keys.length > KEYS_NAMED ? `${named}, …` : named }),
    );
  }, [event]);
  return null;
}
