import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import type { ApiFailure } from "../api/api_result.ts";
import { t } from "../text/t.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { FailureBanner } from "./failure_banner.tsx";
import { useIsShown } from "./use_is_shown.ts";

/** Asks before something is done that cannot be taken back; what went wrong is said in it. */
export function QuestionDialog(props: {
  readonly title: string;
  readonly yes: string;
  readonly isDanger?: boolean;
  readonly isWide?: boolean;
  /** Answers why it came to nothing; `"open"` leaves the dialog to what its owner shows next. */
  readonly onYes: () => Promise<ApiFailure | null | "open">;
  readonly onClose: () => void;
  readonly children?: ComponentChildren;
}): JSX.Element {
  const { title, yes, isDanger = false, isWide = false, onYes, onClose, children } = props;
  const isShown = useIsShown();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const agree = async (): Promise<void> => {
    setBusy(true);
    const result = await onYes();
    if (!isShown()) return;
    setBusy(false);
    if (result === null) onClose();
    else if (result !== "open") setFailure(result);
  };
  return (
    <Dialog
      {...{ title, isWide }}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button
            kind={isDanger ? "danger" : "primary"}
            isBusy={isBusy}
            onClick={() => void agree()}
          >
            {yes}
          </Button>
        </>
      }
    >
      {children}
      <FailureBanner failure={failure} />
    </Dialog>
  );
}
