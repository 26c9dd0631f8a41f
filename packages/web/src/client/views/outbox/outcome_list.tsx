import type { JSX } from "preact";
import type { RecipientResultView } from "../../../api/mail_views.ts";
import { Icon, type IconName } from "../../parts/icon.tsx";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";
import { DiagnosisWords } from "./diagnosis_words.tsx";

const LOOKS: Readonly<Record<RecipientResultView["kind"], readonly [IconName, string]>> = {
  delivered: ["ok", "ok"],
  transient: ["clock", ""],
  permanent: ["error", "error"],
  hold: ["warning", "warning"],
  uncertain: ["warning", "warning"],
};

/** What became of each recipient, in the server's words and in ours, and what helps. */
export function OutcomeList(props: {
  readonly outcomes: readonly RecipientResultView[];
}): JSX.Element {
  return (
    <section class="card" aria-labelledby="message-outcomes">
      <h2 id="message-outcomes">{t("message.outcomes")}</h2>
      <ul class="plain-list">
        {props.outcomes.map((outcome) => (
          <Outcome key={outcome.recipient} outcome={outcome} />
        ))}
      </ul>
    </section>
  );
}

function Outcome({ outcome }: { readonly outcome: RecipientResultView }): JSX.Element {
  const { recipient, kind, code, meaning, lastWords, diagnosis } = outcome;
  const [icon, look] = LOOKS[kind];
  return (
    <li class="outcome">
      <p class="row">
        <strong>
          <bdi>{recipient}</bdi>
        </strong>
        <span class={`badge ${look}`}>
          <Icon name={icon} />
          {t(`message.kind.${kind}`)}
        </span>
        <code class="faint">{code}</code>
      </p>
      <p>{coreSentences.value.words(meaning)}</p>
      {lastWords !== null && (
        <figure class="words">
          <figcaption class="faint small">{t("message.serverSaid")}</figcaption>
          <blockquote class="mono">
            <bdi>{lastWords}</bdi>
          </blockquote>
        </figure>
      )}
      {diagnosis !== null && <DiagnosisWords diagnosis={diagnosis} />}
    </li>
  );
}
