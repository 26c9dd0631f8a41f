import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { typedPlan, typedValue, typeValue } from "../../draft/email_draft.ts";
import { settingRemarks } from "../../draft/setting_remarks.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { fieldId, Remark } from "../../parts/field.tsx";
import { TextField } from "../../parts/text_field.tsx";
import { t } from "../../text/t.ts";

/** The keys that give protection up; the page calls them by what they do. */
export type Danger =
  | "PasswordInClearDangerous"
  | "SkipVerificationDangerous"
  | "DowngradeDangerous";

const ACCEPTED = "I-accept";

/** A key that gives protection up: on only after the word of consent was typed. */
export function DangerSwitch({ danger }: { readonly danger: Danger }): JSX.Element {
  const [isAsking, setAsking] = useState(false);
  const settingKey = `Email/${danger}`;
  const isOn = typedValue(settingKey).toLowerCase() === ACCEPTED.toLowerCase();
  const { problem, warning } = settingRemarks(typedPlan.value, settingKey);
  const id = fieldId(settingKey);
  return (
    <div class={isOn ? "danger-box on" : "danger-box"} id={id} tabIndex={-1}>
      <p class="field-head">
        <strong>{t(`email.danger.${danger}`)}</strong>
        <code class="field-key">{settingKey}</code>
      </p>
      <p>{t(`email.danger.${danger}.help`)}</p>
      <Remark id={`${id}-problem`} kind="problem" text={problem} />
      <Remark id={`${id}-warning`} kind="warning" text={warning} />
      {isOn ? (
        <Button kind="primary" onClick={() => typeValue(settingKey, null)}>
          {t("email.danger.off")}
        </Button>
      ) : (
        <Button kind="danger" onClick={() => setAsking(true)}>
          {t("email.danger.on")}
        </Button>
      )}
      {isAsking && (
        <Consent
          danger={danger}
          onClose={() => setAsking(false)}
          onAccept={() => {
            typeValue(settingKey, ACCEPTED);
            setAsking(false);
          }}
        />
      )}
    </div>
  );
}

function Consent(props: {
  readonly danger: Danger;
  readonly onClose: () => void;
  readonly onAccept: () => void;
}): JSX.Element {
  const { danger, onClose, onAccept } = props;
  const [typed, setTyped] = useState("");
  const isRight = typed.trim() === ACCEPTED;
  return (
    <Dialog
      title={t(`email.danger.${danger}`)}
      onClose={onClose}
      actions={
        <>
          <Button kind="primary" onClick={onClose}>
            {t("email.danger.no")}
          </Button>
          <Button kind="danger" isDisabled={!isRight} onClick={onAccept}>
            {t("email.danger.yes")}
          </Button>
        </>
      }
    >
      <div class="stack">
        <p>{t(`email.danger.${danger}.help`)}</p>
        <TextField
          label={t("email.danger.type", { word: ACCEPTED })}
          value={typed}
          onInput={setTyped}
          mono
        />
      </div>
    </Dialog>
  );
}
