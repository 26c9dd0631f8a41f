import type { JSX } from "preact";
import type { TranscriptLineView } from "../../../api/queue_api.ts";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";

/** The dialogue with the server as it went: who said what, one below the other. */
export function TranscriptView(props: {
  readonly lines: readonly TranscriptLineView[];
}): JSX.Element {
  const { lines } = props;
  return (
    <section class="card" aria-labelledby="message-transcript">
      <h2 id="message-transcript">{t("message.transcript")}</h2>
      {lines.length === 0 ? (
        <p class="faint">{t("message.noTranscript")}</p>
      ) : (
        <>
          <p class="faint small">{t("message.transcriptHelp")}</p>
          <ol class="transcript">
            {lines.map(({ from, text }, index) => (
              <li key={`line-${index + 1}`} class={`from-${from}`}>
                <span class="speaker">{t(`message.${from}`)}</span>
                <code>
                  <bdi>{from === "note" ? coreSentences.value.words(text) : text}</bdi>
                </code>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
