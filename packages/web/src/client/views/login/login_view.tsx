import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ApiFailure } from "../../api/api_result.ts";
import { Banner } from "../../parts/banner.tsx";
import { Button } from "../../parts/button.tsx";
import { focusInput } from "../../parts/error_summary.tsx";
import { FailureBanner } from "../../parts/failure_banner.tsx";
import { fieldId } from "../../parts/field.tsx";
import { SecretField } from "../../parts/secret_field.tsx";
import { TextField } from "../../parts/text_field.tsx";
import { lastUserName, logIn, session, sessionHasEnded } from "../../state/session_state.ts";
import { t } from "../../text/t.ts";
import { EntryFrame } from "./entry_frame.tsx";

const USERNAME = "login-username";
const PASSWORD = "login-password";

/** The page on which a user logs in. */
export function LoginView(): JSX.Element {
  return (
    <EntryFrame
      title={t("login.title")}
      intro={t("login.intro", { unit: session.value?.unitName ?? "" })}
    >
      {sessionHasEnded.value && <Banner level="info" isAnnounced title={t("login.ended")} />}
      <LoginForm />
    </EntryFrame>
  );
}

function LoginForm(): JSX.Element {
  const known = lastUserName.peek();
  const [username, setUsername] = useState(known);
  const [password, setPassword] = useState("");
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const missing = username === "" ? USERNAME : password === "" ? PASSWORD : undefined;
    if (missing !== undefined) return focusInput(fieldId(missing));
    setBusy(true);
    const result = await logIn({ username, password });
    setBusy(false);
    if (result.ok) return;
    setFailure(result.failure);
    focusInput(fieldId(PASSWORD));
  };
  return (
    <form noValidate class="stack" onSubmit={(event) => void submit(event)}>
      <FailureBanner failure={failure} />
      <TextField
        id={USERNAME}
        label={t("login.username")}
        value={username}
        onInput={setUsername}
        autocomplete="username"
        isFocused={known === ""}
        problem={isTried && username === "" ? t("login.needUsername") : undefined}
      />
      <SecretField
        id={PASSWORD}
        label={t("login.password")}
        value={password}
        onInput={setPassword}
        autocomplete="current-password"
        isFocused={known !== ""}
        problem={isTried && password === "" ? t("login.needPassword") : undefined}
      />
      <Button type="submit" kind="primary" isBusy={isBusy}>
        {t("login.submit")}
      </Button>
      <details class="small">
        <summary>{t("login.forgotten")}</summary>
        <p>{t("login.forgottenHelp", { command: passwordCommand(username) })}</p>
      </details>
    </form>
  );
}

/** As it is typed where the unit runs; a name that is not one word is left to the reader. */
function passwordCommand(username: string): string {
  return `fieldpost passwd ${/^[\w.@-]+$/u.test(username) ? username : "admin"}`;
}
