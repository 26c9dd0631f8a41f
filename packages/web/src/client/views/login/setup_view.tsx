import { PASSWORD_LEAST } from "@fieldpost/core";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ApiFailure } from "../../api/api_result.ts";
import { Button } from "../../parts/button.tsx";
import { focusInput } from "../../parts/error_summary.tsx";
import { FailureBanner } from "../../parts/failure_banner.tsx";
import { fieldId } from "../../parts/field.tsx";
import { SecretField } from "../../parts/secret_field.tsx";
import { TextField } from "../../parts/text_field.tsx";
import { setUp } from "../../state/session_state.ts";
import { t } from "../../text/t.ts";
import { EntryFrame } from "./entry_frame.tsx";
import { type SetupEntry, setupProblems } from "./setup_problems.ts";

/** The page of the first start: whoever has the token sets the administrator's password. */
export function SetupView(): JSX.Element {
  return (
    <EntryFrame title={t("setup.title")} intro={t("setup.intro")}>
      <SetupForm />
    </EntryFrame>
  );
}

const EMPTY: SetupEntry = { token: "", username: "admin", password: "", again: "" };
const FIELDS: readonly (keyof SetupEntry)[] = ["token", "username", "password", "again"];

function inputId(field: keyof SetupEntry): string {
  return `setup-${field}`;
}

function SetupForm(): JSX.Element {
  const [entry, setEntry] = useState(EMPTY);
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const problems = setupProblems(entry);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const first = FIELDS.find((field) => problems[field] !== undefined);
    if (first !== undefined) return focusInput(fieldId(inputId(first)));
    setBusy(true);
    const { token, username, password } = entry;
    const result = await setUp({ token: token.trim(), username: username.trim(), password });
    setBusy(false);
    if (!result.ok) setFailure(result.failure);
  };
  const field = (name: keyof SetupEntry) => ({
    id: inputId(name),
    value: entry[name],
    onInput: (value: string) => setEntry({ ...entry, [name]: value }),
    problem: isTried ? problems[name] : undefined,
  });
  return (
    <form noValidate class="stack" onSubmit={(event) => void submit(event)}>
      <FailureBanner failure={failure} />
      <TextField
        {...field("token")}
        {...{ mono: true, isFocused: true }}
        label={t("setup.token")}
        help={t("setup.tokenHelp")}
      />
      <TextField {...field("username")} label={t("setup.username")} autocomplete="username" />
      <SecretField
        {...field("password")}
        label={t("setup.password")}
        help={t("setup.passwordHelp", { count: PASSWORD_LEAST })}
        autocomplete="new-password"
      />
      <SecretField {...field("again")} label={t("setup.again")} autocomplete="new-password" />
      <Button type="submit" kind="primary" isBusy={isBusy}>
        {t("setup.submit")}
      </Button>
    </form>
  );
}
