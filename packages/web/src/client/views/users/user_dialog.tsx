import { PASSWORD_LEAST } from "@fieldpost/core";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Role } from "../../../api/session_api.ts";
import type { UserView } from "../../../api/users_api.ts";
import type { ApiFailure } from "../../api/api_result.ts";
import { callApi } from "../../api/call_api.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { focusInput } from "../../parts/error_summary.tsx";
import { FailureBanner } from "../../parts/failure_banner.tsx";
import { fieldId } from "../../parts/field.tsx";
import { SecretField } from "../../parts/secret_field.tsx";
import { TextField } from "../../parts/text_field.tsx";
import { showToast } from "../../parts/toast.tsx";
import { useIsShown } from "../../parts/use_is_shown.ts";
import { session } from "../../state/session_state.ts";
import { t } from "../../text/t.ts";
import { type CredentialEntry, credentialProblems } from "./credential_problems.ts";
import { RoleChoice } from "./role_choice.tsx";

const FIELDS: readonly (keyof CredentialEntry)[] = ["name", "password", "again"];

/** Adds a user, or changes role and password of one. */
export function UserDialog(props: {
  /** `null` for a new one. */
  readonly user: UserView | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
}): JSX.Element {
  const { user, onDone, onClose } = props;
  const isNew = user === null;
  const isShown = useIsShown();
  const [entry, setEntry] = useState({ name: user?.name ?? "", password: "", again: "" });
  const [role, setRole] = useState<Role>(user?.role ?? "viewer");
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const isKept = user !== null && entry.password === "" && entry.again === "";
  const problems = isKept ? {} : credentialProblems(entry);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const first = FIELDS.find((field) => problems[field] !== undefined);
    if (first !== undefined) return focusInput(fieldId(`user-${first}`));
    setBusy(true);
    const result = await saveUser(user, { ...entry, role });
    setBusy(false);
    setFailure(result);
    if (result !== null) return;
    if (isShown()) onClose();
    onDone();
  };
  const field = (name: keyof CredentialEntry) => ({
    id: `user-${name}`,
    value: entry[name],
    onInput: (value: string) => setEntry({ ...entry, [name]: value }),
    problem: isTried ? problems[name] : undefined,
  });
  const isSelf = user !== null && user.name === session.value?.user?.name;
  return (
    <Dialog
      title={user === null ? t("users.add") : t("users.change", { name: user.name })}
      onClose={onClose}
    >
      <form noValidate class="stack" onSubmit={(event) => void submit(event)}>
        <FailureBanner failure={failure} />
        {isNew && (
          <TextField {...field("name")} label={t("users.name")} help={t("users.nameHelp")} />
        )}
        {!isSelf && <RoleChoice role={role} onChange={setRole} />}
        <PasswordFields password={field("password")} again={field("again")} isNew={isNew} />
        <p class="row">
          <Button onClick={onClose}>{t("parts.cancel")}</Button>
          <Button type="submit" kind="primary" isBusy={isBusy}>
            {t(isNew ? "users.add" : "users.save")}
          </Button>
        </p>
      </form>
    </Dialog>
  );
}

interface PasswordInput {
  readonly id: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly problem: string | undefined;
}

function PasswordFields(props: {
  readonly password: PasswordInput;
  readonly again: PasswordInput;
  readonly isNew: boolean;
}): JSX.Element {
  const { password, again, isNew } = props;
  return (
    <>
      <SecretField
        {...password}
        label={t(isNew ? "users.password" : "users.newPassword")}
        help={
          isNew ? t("users.passwordHelp", { count: PASSWORD_LEAST }) : t("users.newPasswordHelp")
        }
        autocomplete="new-password"
      />
      <SecretField {...again} label={t("users.again")} autocomplete="new-password" />
    </>
  );
}

async function saveUser(
  user: UserView | null,
  wish: CredentialEntry & { readonly role: Role },
): Promise<ApiFailure | null> {
  const { name, role, password } = wish;
  const result =
    user === null
      ? await callApi({ method: "POST", path: "/users", body: { name, role, password } })
      : await callApi({
          method: "PATCH",
          path: `/users/${encodeURIComponent(name)}`,
          body: {
            ...(role === user.role ? {} : { role }),
            ...(password === "" ? {} : { password }),
          },
        });
  if (!result.ok) return result.failure;
  showToast(t(user === null ? "users.added" : "users.changed", { name }));
  return null;
}
