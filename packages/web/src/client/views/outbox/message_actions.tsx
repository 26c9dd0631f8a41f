import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { MessageCommandRequest, MessageStory } from "../../../api/queue_api.ts";
import type { ApiFailure } from "../../api/api_result.ts";
import { apiUrl, callApi } from "../../api/call_api.ts";
import { Button } from "../../parts/button.tsx";
import { failureWords } from "../../parts/failure_banner.tsx";
import { QuestionDialog } from "../../parts/question_dialog.tsx";
import { showToast } from "../../parts/toast.tsx";
import { useIsShown } from "../../parts/use_is_shown.ts";
import { mayUse } from "../../state/session_state.ts";
import { queueState } from "../../state/unit_states.ts";
import { t } from "../../text/t.ts";

type Command = MessageCommandRequest["command"];

const DONE = {
  retry: "message.retryDone",
  hold: "message.holdDone",
  release: "message.releaseDone",
  delete: "message.deleteDone",
} as const;

/** What is offered where a message stands. */
const OFFERED: Readonly<Record<MessageStory["phase"], readonly Exclude<Command, "delete">[]>> = {
  waiting: ["retry", "hold"],
  // A connection has it: nobody else can take it up.
  sending: [],
  held: ["release"],
  delivered: [],
  partial: [],
  failed: [],
  deleted: [],
};

/** Where the content is still there. */
const HAS_CONTENT: readonly MessageStory["phase"][] = [
  "waiting",
  "sending",
  "held",
  "partial",
  "failed",
];

/** The buttons of one message. */
export function MessageActions(props: {
  readonly story: MessageStory;
  /** Reads the message anew. */
  readonly onChanged: () => Promise<void>;
}): JSX.Element {
  const { story, onChanged } = props;
  const isShown = useIsShown();
  const [busy, setBusy] = useState<Command | null>(null);
  const [isAsking, setAsking] = useState(false);
  const isOpen = OFFERED[story.phase].length > 0;
  const command = async (wanted: Command): Promise<ApiFailure | null> => {
    setBusy(wanted);
    const failure = await commandMessage(story.message, wanted);
    if (failure === null) showToast(t(DONE[wanted]));
    // Until then the buttons are those of what the message was.
    if (isShown()) await onChanged();
    setBusy(null);
    return failure;
  };
  const press = async (wanted: Command): Promise<void> => {
    const failure = await command(wanted);
    if (failure !== null) showToast(failureWords(failure), "error");
  };
  return (
    <>
      {mayUse("control") &&
        OFFERED[story.phase].map((each) => (
          <Button
            key={each}
            kind={each === "hold" ? "plain" : "primary"}
            isBusy={busy === each}
            isDisabled={busy !== null}
            onClick={() => void press(each)}
          >
            {t(`message.${each}`)}
          </Button>
        ))}
      {HAS_CONTENT.includes(story.phase) && mayUse("administrator") && (
        <a class="button plain" href={apiUrl(`/queue/${story.message}/content`)} download>
          {t("message.download")}
        </a>
      )}
      {isOpen && mayUse("control") && (
        <Button kind="danger" onClick={() => setAsking(true)}>
          {t("message.delete")}
        </Button>
      )}
      {isAsking && (
        <DeleteDialog
          story={story}
          onYes={() => command("delete")}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

function DeleteDialog(props: {
  readonly story: MessageStory;
  readonly onYes: () => Promise<ApiFailure | null>;
  readonly onClose: () => void;
}): JSX.Element {
  const { story, onYes, onClose } = props;
  return (
    <QuestionDialog
      title={t("message.deleteTitle")}
      yes={t("message.deleteYes")}
      isDanger
      onYes={onYes}
      onClose={onClose}
    >
      <p>{t("message.deleteText")}</p>
      {story.mayBeDelivered && <p>{t("message.mayBe")}</p>}
    </QuestionDialog>
  );
}

async function commandMessage(message: string, command: Command): Promise<ApiFailure | null> {
  const path = `/queue/${encodeURIComponent(message)}`;
  const result = await callApi({ method: "POST", path, body: { command } });
  if (queueState.value.peek() !== null) await queueState.load();
  return result.ok ? null : result.failure;
}
