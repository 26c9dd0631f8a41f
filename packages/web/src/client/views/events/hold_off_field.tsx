import { foldRegistryKey } from "@fieldpost/core";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { SettingDraft } from "../../draft/setting_draft.ts";
import { Field } from "../../parts/field.tsx";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";
import { HOLD_OFF_UNITS, type HoldOffUnit, readHoldOff, unitOf } from "./hold_off.ts";

/** How long an event must be quiet: a number in a unit that fits, with the milliseconds of the registry. */
export function HoldOffField(props: {
  readonly name: string;
  readonly holdOffMs: number;
  readonly draft: SettingDraft;
  readonly mayEdit: boolean;
}): JSX.Element {
  const { name, holdOffMs, draft, mayEdit } = props;
  const key = `Events/On${name}/HoldOff`;
  const [unit, setUnit] = useState<HoldOffUnit>(unitOf(holdOffMs));
  const [typed, setTyped] = useState<string | null>(null);
  const problem = draft.problems.value.get(foldRegistryKey(key));
  const change = (text: string, next: HoldOffUnit): void => {
    setTyped(text);
    setUnit(next);
    draft.set(key, readHoldOff(text, next));
  };
  const isTyping = typed !== null && draft.value(key) === readHoldOff(typed, unit);
  const shownUnit = isTyping ? unit : unitOf(holdOffMs);
  const shown = isTyping ? typed : String(holdOffMs / HOLD_OFF_UNITS[shownUnit]);
  return (
    <Field
      label={t("event.holdOff")}
      help={
        <>
          {t("event.holdOffMs", { ms: holdOffMs })} {t("event.holdOffHelp")}
        </>
      }
      problem={problem === undefined ? undefined : coreSentences.value.problem(problem)}
      settingKey={key}
    >
      {(ids) => (
        <div class="input-row">
          <input
            {...ids}
            type="text"
            inputMode="decimal"
            value={shown}
            disabled={!mayEdit}
            onInput={(event) => change(event.currentTarget.value, shownUnit)}
          />
          <select
            aria-label={t("event.unit")}
            value={shownUnit}
            disabled={!mayEdit}
            onChange={(event) => change(shown, event.currentTarget.value as HoldOffUnit)}
          >
            {(Object.keys(HOLD_OFF_UNITS) as HoldOffUnit[]).map((each) => (
              <option key={each} value={each}>
                {t(`event.${each}`)}
              </option>
            ))}
          </select>
        </div>
      )}
    </Field>
  );
}
