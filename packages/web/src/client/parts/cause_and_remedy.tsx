import type { ComponentChildren, JSX } from "preact";
import type { DiagnosisView } from "../../api/mail_views.ts";
import { coreSentences } from "../text/core_sentences.ts";
import { t } from "../text/t.ts";

/** Why something failed, how sure that is, and what helps; what can be done about it follows. */
export function CauseAndRemedy(props: {
  readonly diagnosis: DiagnosisView;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { cause, fix, certainty } = props.diagnosis;
  const say = coreSentences.value.words;
  return (
    <div class="diagnosis">
      <p>
        <strong>
          {t("message.cause")}
          {certainty !== "certain" && ` (${t(`message.sure.${certainty}`)})`}:
        </strong>{" "}
        {say(cause)}
      </p>
      <p>
        <strong>{t("message.fix")}:</strong> {say(fix)}
      </p>
      {props.children}
    </div>
  );
}
