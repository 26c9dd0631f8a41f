import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { UserView } from "../../../api/users_api.ts";
import type { ApiFailure } from "../../api/api_result.ts";
import { callApi } from "../../api/call_api.ts";
import { Button } from "../../parts/button.tsx";
import { type Column, DataTable } from "../../parts/data_table.tsx";
import { QuestionDialog } from "../../parts/question_dialog.tsx";
import { TimeText } from "../../parts/time_text.tsx";
import { showToast } from "../../parts/toast.tsx";
import { session } from "../../state/session_state.ts";
import { t } from "../../text/t.ts";
import { UserDialog } from "./user_dialog.tsx";

type Asked =
  | { readonly kind: "add" }
  | { readonly kind: "change" | "delete"; readonly user: UserView }
  | null;

/** The users, and what can be done with each. */
export function UserCard(props: {
  readonly users: readonly UserView[];
  readonly onChanged: () => void;
}): JSX.Element {
  const { users, onChanged } = props;
  const [asked, setAsked] = useState<Asked>(null);
  const close = (): void => setAsked(null);
  return (
    <section class="card stack" aria-labelledby="users-users">
      <h2 id="users-users">{t("users.users")}</h2>
      <DataTable
        caption={t("users.users")}
        columns={columnsOf(setAsked)}
        rows={users}
        keyOf={({ name }) => name}
      />
      <Button onClick={() => setAsked({ kind: "add" })}>{t("users.add")}</Button>
      {asked?.kind === "add" && <UserDialog user={null} onDone={onChanged} onClose={close} />}
      {asked?.kind === "change" && (
        <UserDialog user={asked.user} onDone={onChanged} onClose={close} />
      )}
      {asked?.kind === "delete" && (
        <QuestionDialog
          title={t("users.deleteTitle", { name: asked.user.name })}
          yes={t("users.deleteYes")}
          isDanger
          onYes={async () => {
            const failure = await deleteUser(asked.user.name);
            if (failure === null) onChanged();
            return failure;
          }}
          onClose={close}
        >
          <p>{t("users.deleteHelp")}</p>
        </QuestionDialog>
      )}
    </section>
  );
}

async function deleteUser(name: string): Promise<ApiFailure | null> {
  const path = `/users/${encodeURIComponent(name)}`;
  const result = await callApi({ method: "DELETE", path });
  if (!result.ok) return result.failure;
  showToast(t("users.deleted", { name }));
  return null;
}

function columnsOf(ask: (asked: Asked) => void): readonly Column<UserView>[] {
  const own = session.value?.user?.name;
  return [
    {
      id: "name",
      head: t("users.name"),
      cell: ({ name }) => (
        <div>
          <strong>
            <bdi>{name}</bdi>
          </strong>
          {name === own && <span class="faint"> ({t("users.you")})</span>}
        </div>
      ),
    },
    { id: "role", head: t("users.role"), cell: ({ role }) => t(`role.${role}`) },
    {
      id: "last",
      head: t("users.lastLogin"),
      cell: ({ lastLoginAt }) => <TimeText at={lastLoginAt} />,
    },
    {
      id: "created",
      head: t("users.created"),
      cell: ({ createdAt }) => <TimeText at={createdAt} />,
    },
    {
      id: "actions",
      head: t("users.actions"),
      cell: (user) => (
        <span class="row">
          <Button kind="quiet" onClick={() => ask({ kind: "change", user })}>
            {t("users.changeShort")}
            <span class="visually-hidden"> {user.name}</span>
          </Button>
          {user.name !== own && (
            <Button kind="quiet" onClick={() => ask({ kind: "delete", user })}>
              {t("users.delete")}
              <span class="visually-hidden"> {user.name}</span>
            </Button>
          )}
        </span>
      ),
    },
  ];
}
