import { foldRegistryKey } from "@fieldpost/core";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { EventsState, RaiseAnswer, RebootAnswer } from "../../../api/events_api.ts";
import type { ApiFailure } from "../../api/api_result.ts";
import { callApi } from "../../api/call_api.ts";
import { saveSettings } from "../../draft/setting_draft.ts";
import { Banner } from "../../parts/banner.tsx";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { QuestionDialog } from "../../parts/question_dialog.tsx";
import { TextAreaField } from "../../parts/text_field.tsx";
import { showToast } from "../../parts/toast.tsx";
import { goTo, hrefTo, route } from "../../route.ts";
import { mayUse } from "../../state/session_state.ts";
import { eventsState, registryState } from "../../state/unit_states.ts";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";
import { hasValues, readEventValues, unreadableValue } from "./event_values.ts";

type Asked = "raise" | "reboot" | "remove" | null;

/** The buttons of one event. */
export function EventActions(props: {
  readonly name: string;
  readonly events: EventsState;
}): JSX.Element {
  const { name, events } = props;
  const [asked, setAsked] = useState<Asked>(null);
  const close = (): void => setAsked(null);
  // Only the settings say what is to be removed: before they are read nothing would be.
  const isThere =
    registryState.value.value !== null && events.events.some((event) => event.name === name);
  return (
    <>
      {mayUse("control") && (
        <Button icon="send" onClick={() => setAsked("raise")}>
          {t("event.raise")}
        </Button>
      )}
      {name === "Boot" && mayUse("administrator") && (
        <Button onClick={() => setAsked("reboot")}>{t("event.reboot")}</Button>
      )}
      {name !== "Boot" && isThere && mayUse("administrator") && (
        <Button kind="danger" onClick={() => setAsked("remove")}>
          {t("event.remove")}
        </Button>
      )}
      {asked === "raise" && <RaiseDialog name={name} onClose={close} />}
      {asked === "reboot" && (
        <QuestionDialog
          title={t("event.rebootTitle")}
          yes={t("event.rebootYes")}
          onYes={reboot}
          onClose={close}
        >
          <p>{t("event.rebootHelp")}</p>
        </QuestionDialog>
      )}
      {asked === "remove" && (
        <QuestionDialog
          title={t("event.removeTitle", { name })}
          yes={t("event.removeYes")}
          isDanger
          onYes={() => removeEvent(name)}
          onClose={close}
        >
          <p>{t("event.removeHelp")}</p>
        </QuestionDialog>
      )}
    </>
  );
}

async function reboot(): Promise<ApiFailure | null> {
  const result = await callApi<RebootAnswer>({ method: "POST", path: "/reboot" });
  if (!result.ok) return result.failure;
  showToast(t(result.value.result === "rebooted" ? "event.rebooted" : "event.rebootLate"));
  await eventsState.load();
  return null;
}

async function removeEvent(name: string): Promise<ApiFailure | null> {
  const prefix = foldRegistryKey(`Events/On${name}/`);
  const entries = registryState.value.peek()?.entries ?? [];
  const wishes = entries
    .filter(({ key }) => foldRegistryKey(key).startsWith(prefix))
    .map(({ key, value }) => ({ key, value: null, was: value }));
  const result = await saveSettings(wishes);
  if (!result.ok) return result.failure;
  showToast(t("event.removed", { name }));
  await eventsState.load();
  const { page, rest } = route.peek();
  // Whoever has gone elsewhere meanwhile stays there.
  if (page === "events" && rest[0] === name) goTo(hrefTo("events"));
  return null;
}

function RaiseDialog(props: { readonly name: string; readonly onClose: () => void }): JSX.Element {
  const { name, onClose } = props;
  const [values, setValues] = useState("");
  const [isTried, setTried] = useState(false);
  const unread = unreadableValue(values);
  const [answer, setAnswer] = useState<RaiseAnswer | null>(null);
  const raise = async (): Promise<ApiFailure | "open"> => {
    setTried(true);
    if (unread !== undefined) return "open";
    const result = await callApi<RaiseAnswer>({
      method: "POST",
      path: `/events/${encodeURIComponent(name)}`,
      body: { values: readEventValues(values) },
    });
    if (!result.ok) return result.failure;
    setAnswer(result.value);
    return "open";
  };
  if (answer !== null) return <Raised answer={answer} onClose={onClose} />;
  return (
    <QuestionDialog
      title={t("event.raiseTitle", { name })}
      yes={t("event.raiseYes")}
      onYes={raise}
      onClose={onClose}
    >
      <div class="stack">
        <p>{t("event.raiseHelp")}</p>
        {hasValues(name) && (
          <TextAreaField
            label={t("event.raiseValues")}
            placeholder="level=80"
            rows={3}
            mono
            value={values}
            onInput={setValues}
            problem={
              isTried && unread !== undefined ? t("event.noValue", { line: unread }) : undefined
            }
          />
        )}
      </div>
    </QuestionDialog>
  );
}

function Raised(props: {
  readonly answer: RaiseAnswer;
  readonly onClose: () => void;
}): JSX.Element {
  const { answer, onClose } = props;
  return (
    <Dialog
      title={t("event.raised")}
      onClose={onClose}
      actions={<Button onClick={onClose}>{t("parts.close")}</Button>}
    >
      <Banner
        level={answer.message === null && answer.kind !== "collected" ? "warning" : "ok"}
        title={coreSentences.value.words(answer.text)}
      >
        {answer.message !== null && (
          <a href={hrefTo("outbox", answer.message)}>{t("event.toMessage")}</a>
        )}
      </Banner>
    </Dialog>
  );
}
