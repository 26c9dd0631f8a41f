import { useEffect, useRef } from "preact/hooks";
import { showToast } from "../parts/toast.tsx";
import { lastRegistryEvent } from "../state/apply_live_event.ts";
import { session } from "../state/session_state.ts";
import { changeWords } from "../text/change_words.ts";

/** Says that somebody else has changed settings, while they change under the viewer's eyes. */
export function ChangeNotice(): null {
  const event = lastRegistryEvent.value;
  // What came before this page was shown is no news.
  const known = useRef(event);
  useEffect(() => {
    if (event === null || event === known.current) return;
    known.current = event;
    const words = changeWords(event, session.peek()?.user?.name);
    if (words !== null) showToast(words);
  }, [event]);
  return null;
}
