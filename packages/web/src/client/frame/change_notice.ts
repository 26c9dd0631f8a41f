import { useEffect } from "preact/hooks";
import { showToast } from "../parts/toast.tsx";
import { lastRegistryEvent } from "../state/apply_live_event.ts";
import { session } from "../state/session_state.ts";
import { changeWords } from "../text/change_words.ts";

/** Says that somebody else has changed settings, while they change under the viewer's eyes. */
export function ChangeNotice(): null {
  // Each one is told: of two that come together a rendering sees the last one only.
  useEffect(() => {
    // What came before this page was shown is no news.
    const before = lastRegistryEvent.peek();
    return lastRegistryEvent.subscribe((event) => {
      if (event === null || event === before) return;
      const words = changeWords(event, session.peek()?.user?.name);
      if (words !== null) showToast(words);
    });
  }, []);
  return null;
}
