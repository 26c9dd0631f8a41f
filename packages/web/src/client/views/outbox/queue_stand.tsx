import type { JSX } from "preact";
import type { PathView, QueueSummary } from "../../../api/queue_api.ts";
import { Banner } from "../../parts/banner.tsx";
import { TimeText } from "../../parts/time_text.tsx";
import { hrefTo } from "../../route.ts";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";
import { DiagnosisWords } from "./diagnosis_words.tsx";

/** How the queue stands as a whole, and what keeps it. */
export function QueueStand({ summary }: { readonly summary: QueueSummary }): JSX.Element {
  const { waiting, sending, held, oldestAt, nextAttemptAt, path } = summary;
  return (
    <div class="stack">
      {path !== null && <PathBanner path={path} />}
      <p class="stand">
        <strong>{t("outbox.waiting", { count: waiting })}</strong>
        {sending > 0 && <span>{t("outbox.sending", { count: sending })}</span>}
        {held > 0 && <span>{t("outbox.held", { count: held })}</span>}
        {oldestAt !== null && (
          <span>
            {t("outbox.oldest")} <TimeText at={oldestAt} />
          </span>
        )}
        {nextAttemptAt !== null && path === null && (
          <span>
            {t("outbox.next")} <TimeText at={nextAttemptAt} />
          </span>
        )}
      </p>
    </div>
  );
}

/** What keeps every message, and what helps. */
export function PathBanner({ path }: { readonly path: PathView }): JSX.Element {
  const { key, meaning, retryAt, diagnosis } = path;
  return (
    <Banner
      level="error"
      title={t("outbox.pathTitle")}
      actions={
        key !== null && (
          <a class="button plain" href={hrefTo("registry", key)}>
            {t("outbox.pathKey", { key })}
          </a>
        )
      }
    >
      <p>{coreSentences.value.words(meaning)}</p>
      {retryAt !== null && (
        <p>
          {t("outbox.pathRetry")} <TimeText at={retryAt} />
        </p>
      )}
      {diagnosis !== null && <DiagnosisWords diagnosis={diagnosis} />}
    </Banner>
  );
}
