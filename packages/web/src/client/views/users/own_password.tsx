import { PASSWORD_LEAST } from "@fieldpost/core";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ApiFailure } from "../../api/api_result.ts";
import { callApi } from "../../api/call_api.ts";
import { Button } from "../../parts/button.tsx";
import { focusInput } from "../../parts/error_summary.tsx";
import { FailureBanner } from "../../parts/failure_banner.tsx";
import { fieldId } from "../../parts/field.tsx";
import { SecretField } from "../../parts/secret_field.tsx";
import { showToast } from "../../parts/toast.tsx";
import { session } from "../../state/session_state.ts";
import { t } from "../../text/t.ts";
import { credentialProblems } from "./credential_problems.ts";

const EMPTY = { current: "", password: "", again: "" };

/** Changes one's own password. */
export function OwnPassword(): JSX.Element {
  const [entry, setEntry] = useState(EMPTY);
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const name = session.value?.user?.name ?? "";
  const problems = {
    ...(entry.current === "" && { current: t("own.needCurrent") }),
    ...credentialProblems({ ...entry, name }),
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const fields = ["current", "password", "again"] as const;
    const first = fields.find((field) => problems[field] !== undefined);
    if (first !== undefined) return focusInput(fieldId(`own-${first}`));
    setBusy(true);
    const body = { current: entry.current, next: entry.password };
    const result = await callApi({ method: "POST", path: "/password", body });
    setBusy(false);
    setFailure(result.ok ? null : result.failure);
    if (!result.ok) return focusInput(fieldId("own-current"));
    setEntry(EMPTY);
    setTried(false);
    showToast(t("own.done"));
  };
  const field = (id: keyof typeof EMPTY) => ({
    id: `own-${id}`,
    value: entry[id],
    onInput: (value: string) => setEntry({ ...entry, [id]: value }),
    problem: isTried ? problems[id] : undefined,
  });
  const isWrong = failure?.code === "wrong-login";
  return (
    <section class="card" aria-labelledby="own-title">
      <h2 id="own-title">{t("own.title")}</h2>
      <form noValidate class="stack" onSubmit={(event) => void submit(event)}>
        {!isWrong && <FailureBanner failure={failure} />}
        <SecretField
          {...field("current")}
          {...(isWrong && { problem: t("own.wrong") })}
          label={t("own.current")}
          autocomplete="current-password"
        />
        <SecretField
          {...field("password")}
          label={t("own.next")}
          help={t("users.passwordHelp", { count: PASSWORD_LEAST })}
          autocomplete="new-password"
        />
        <SecretField {...field("again")} label={t("users.again")} autocomplete="new-password" />
        <Button type="submit" isBusy={isBusy}>
          {t("own.save")}
        </Button>
      </form>
    </section>
  );
}
