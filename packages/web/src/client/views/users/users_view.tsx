import type { JSX } from "preact";
import type { UsersState } from "../../../api/users_api.ts";
import { PageHead } from "../../frame/page_head.tsx";
import { RemoteView } from "../../parts/remote_view.tsx";
import { type RemoteState, remoteState } from "../../state/remote_state.ts";
import { mayUse } from "../../state/session_state.ts";
import { t } from "../../text/t.ts";
import { OwnPassword } from "./own_password.tsx";
import { ProgramsCard } from "./programs_card.tsx";
import { ProtectionCard } from "./protection_card.tsx";
import { RoleTable } from "./role_table.tsx";
import { SessionTable } from "./session_table.tsx";
import { TokenCard } from "./token_card.tsx";
import { UserCard } from "./user_card.tsx";

const usersState: RemoteState<UsersState> = remoteState("/users");

/** The page of users, tokens, sessions, and of how the pages are protected. */
export function UsersView(): JSX.Element {
  const reload = (): void => void usersState.load();
  return (
    <>
      <PageHead title={t("users.title")} intro={t("users.intro")} />
      <div class="sections">
        {mayUse("administrator") && (
          <RemoteView state={usersState}>
            {(state) => (
              <>
                <UserCard users={state.users} onChanged={reload} />
                <SessionTable sessions={state.sessions} onChanged={usersState.load} />
                <TokenCard tokens={state.tokens} onChanged={reload} />
              </>
            )}
          </RemoteView>
        )}
        <div class="columns">
          <OwnPassword />
          <ProtectionCard />
        </div>
        <ProgramsCard />
        <RoleTable />
      </div>
    </>
  );
}
