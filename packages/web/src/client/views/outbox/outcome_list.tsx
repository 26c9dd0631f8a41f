import type { JSX } from "preact";
import type { RecipientResultView } from "../../../api/mail_views.ts";
import { Icon, type IconName } from "../../parts/icon.tsx";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";
import { DiagnosisWords } from "./diagnosis_words.tsx";

type OutcomeLook = RecipientResultView["kind"] | "held";

const LOOKS: Readonly<Record<OutcomeLook, readonly [IconName, string]>> = {
  delivered: ["ok", "ok"],
  transient: ["clock", ""],
  held: ["warning", "warning"],
  permanent: ["error", "error"],
  hold: ["warning", "warning"],
  uncertain: ["warning", "warning"],
};

/** What became of each recipient, in the server's words and in ours, and what helps. */
export function OutcomeList(props: {
  readonly outcomes: readonly RecipientResultView[];
  /** Nothing is tried again before somebody releases the message. */
  readonly isHeld: boolean;
}): JSX.Element {
  return (
    <section class="card" aria-labelledby="message-outcomes">
      <h2 id="message-outcomes">{t("message.outcomes")}</h2>
      <ul class="plain-list">
        {props.outcomes.map((outcome) => (
          <Outcome key={outcome.recipient} outcome={outcome} isHeld={props.isHeld} />
        ))}
      </ul>
    </section>
  );
}

function Outcome(props: {
  readonly outcome: RecipientResultView;
  readonly isHeld: boolean;
}): JSX.Element {
  const { recipient, kind, code, meaning, lastWords, diagnosis } = props.outcome;
  const shown = props.isHeld && kind === "transient" ? "held" : kind;
  const [icon, look] = LOOKS[shown];
  return (
    <li class="outcome">
      <p class="row">
        <strong>
          <bdi>{recipient}</bdi>
        </strong>
        <span class={`badge ${look}`}>
          <Icon name={icon} />
          {t(`message.kind.${shown}`)}
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
