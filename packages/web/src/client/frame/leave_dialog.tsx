import { type Signal, signal } from "@preact/signals";
import type { JSX } from "preact";
import { Button } from "../parts/button.tsx";
import { Dialog } from "../parts/dialog.tsx";
import { guardLeaving } from "../route.ts";
import { t } from "../text/t.ts";

/** Something typed that is not saved yet. */
export interface UnsavedWork {
  /** Whether there is anything to lose. */
  isUnsaved(): boolean;
  discard(): void;
}

const asked: Signal<((answer: Answer) => void) | null> = signal(null);

type Answer = "stay" | "keep" | "discard";

/** From now on leaving the page asks while there is something unsaved; answers how to stop that. */
export function guardWork(work: UnsavedWork): () => void {
  const beforeUnload = (event: BeforeUnloadEvent): void => {
    if (work.isUnsaved()) event.preventDefault();
  };
  addEventListener("beforeunload", beforeUnload);
  guardLeaving(async () => {
    if (!work.isUnsaved()) return true;
    const answer = await ask();
    if (answer === "discard") work.discard();
    return answer !== "stay";
  });
  return () => {
    removeEventListener("beforeunload", beforeUnload);
    guardLeaving(undefined);
  };
}

function ask(): Promise<Answer> {
  return new Promise((resolve) => {
    asked.value = (answer) => {
      asked.value = null;
      resolve(answer);
    };
  });
}

/** The question itself; it stands once in the frame. */
export function LeaveDialog(): JSX.Element | null {
  const answer = asked.value;
  if (answer === null) return null;
  return (
    <Dialog
      title={t("leave.title")}
      onClose={() => answer("stay")}
      actions={
        <>
          <Button kind="primary" onClick={() => answer("stay")}>
            {t("leave.stay")}
          </Button>
          <Button onClick={() => answer("keep")}>{t("leave.keep")}</Button>
          <Button kind="danger" onClick={() => answer("discard")}>
            {t("leave.discard")}
          </Button>
        </>
      }
    >
      <p>{t("leave.text")}</p>
    </Dialog>
  );
}
