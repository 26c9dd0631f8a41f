import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Banner } from "../parts/banner.tsx";
import { relativeWords } from "../parts/time_words.ts";
import { showToast } from "../parts/toast.tsx";
import { coarseNow } from "../state/clock_state.ts";
import { liveState } from "../state/live_connection.ts";
import { loadedTexts } from "../text/language.ts";
import { t } from "../text/t.ts";

/** Says that the connection is lost, and since when; the region is there before the words are. */
export function LiveBanner(): JSX.Element {
  const { status, lostAt } = liveState.value;
  const wasLost = useRef(false);
  useEffect(() => {
    if (status === "on" && wasLost.current) showToast(t("live.again"));
    wasLost.current = status === "lost" || (wasLost.current && status === "connecting");
  }, [status]);
  return (
    <div role="status" class="live-region">
      {status === "lost" && lostAt !== null && (
        <Banner level="warning" title={t("live.lost")}>
          <p>{t("live.lostSince", { when: whenLost(lostAt) })}</p>
        </Banner>
      )}
    </div>
  );
}

function whenLost(lostAt: number): string {
  // Read for its change alone: what is lost is dated by this browser's clock.
  coarseNow.value;
  const { locale } = loadedTexts.value;
  return relativeWords(lostAt, Date.now(), locale) ?? t("time.now");
}
