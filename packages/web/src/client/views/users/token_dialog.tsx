import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Role } from "../../../api/session_api.ts";
import type { TokenAnswer } from "../../../api/users_api.ts";
import type { ApiFailure } from "../../api/api_result.ts";
import { callApi } from "../../api/call_api.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { focusInput } from "../../parts/error_summary.tsx";
import { FailureBanner } from "../../parts/failure_banner.tsx";
import { fieldId } from "../../parts/field.tsx";
import { TextField } from "../../parts/text_field.tsx";
import { useIsShown } from "../../parts/use_is_shown.ts";
import { t } from "../../text/t.ts";
import { RoleChoice } from "./role_choice.tsx";

const INPUT = "token-label";

/** Asks what a new token is for, and what it may do. */
export function TokenDialog(props: {
  readonly onMade: (answer: TokenAnswer) => void;
  readonly onClose: () => void;
}): JSX.Element {
  const { onMade, onClose } = props;
  const isShown = useIsShown();
  const [label, setLabel] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (label.trim() === "") return focusInput(fieldId(INPUT));
    setBusy(true);
    const body = { label: label.trim(), role };
    const result = await callApi<TokenAnswer>({ method: "POST", path: "/tokens", body });
    setBusy(false);
    if (!result.ok) return setFailure(result.failure);
    if (isShown()) onClose();
    onMade(result.value);
  };
  return (
    <Dialog title={t("tokens.add")} onClose={onClose}>
      <form noValidate class="stack" onSubmit={(event) => void submit(event)}>
        <FailureBanner failure={failure} />
        <TextField
          id={INPUT}
          label={t("tokens.label")}
          help={t("tokens.labelHelp")}
          value={label}
          onInput={setLabel}
          problem={isTried && label.trim() === "" ? t("tokens.needLabel") : undefined}
        />
        <RoleChoice role={role} onChange={setRole} />
        <p class="row">
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button type="submit" kind="primary" isBusy={isBusy}>
            {t("tokens.add")}
          </Button>
        </p>
      </form>
    </Dialog>
  );
}
