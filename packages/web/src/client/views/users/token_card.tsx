import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { TokenAnswer, TokenView } from "../../../api/users_api.ts";
import { callApi } from "../../api/call_api.ts";
import { Banner } from "../../parts/banner.tsx";
import { Button } from "../../parts/button.tsx";
import { type Column, DataTable } from "../../parts/data_table.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { EmptyState } from "../../parts/empty_state.tsx";
import { QuestionDialog } from "../../parts/question_dialog.tsx";
import { TimeText } from "../../parts/time_text.tsx";
import { showToast } from "../../parts/toast.tsx";
import { t } from "../../text/t.ts";
import { CopyButton } from "./copy_button.tsx";
import { TokenDialog } from "./token_dialog.tsx";

/** The tokens of programs: made, shown once, taken back. */
export function TokenCard(props: {
  readonly tokens: readonly TokenView[];
  readonly onChanged: () => void;
}): JSX.Element {
  const { tokens, onChanged } = props;
  const [isAdding, setAdding] = useState(false);
  const [made, setMade] = useState<TokenAnswer | null>(null);
  const [revoked, setRevoked] = useState<TokenView | null>(null);
  return (
    <section class="card stack" aria-labelledby="users-tokens">
      <h2 id="users-tokens">{t("tokens.title")}</h2>
      <p>{t("tokens.intro")}</p>
      {tokens.length === 0 ? (
        <EmptyState icon="lock" title={t("tokens.empty")}>
          <p>{t("tokens.emptyHelp")}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t("tokens.title")}
          columns={columnsOf(setRevoked)}
          rows={tokens}
          keyOf={({ id }) => id}
        />
      )}
      <Button onClick={() => setAdding(true)}>{t("tokens.add")}</Button>
      {isAdding && (
        <TokenDialog
          onMade={(answer) => {
            setMade(answer);
            onChanged();
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {made !== null && <MadeDialog made={made} onClose={() => setMade(null)} />}
      {revoked !== null && (
        <RevokeDialog token={revoked} onDone={onChanged} onClose={() => setRevoked(null)} />
      )}
    </section>
  );
}

function MadeDialog(props: {
  readonly made: TokenAnswer;
  readonly onClose: () => void;
}): JSX.Element {
  const { made, onClose } = props;
  return (
    <Dialog
      title={t("tokens.made")}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t("parts.close")}</Button>
          <CopyButton text={made.token} />
        </>
      }
    >
      <div class="stack">
        <Banner level="warning" title={t("tokens.once")} />
        <p>
          <code class="token">{made.token}</code>
        </p>
      </div>
    </Dialog>
  );
}

function RevokeDialog(props: {
  readonly token: TokenView;
  readonly onDone: () => void;
  readonly onClose: () => void;
}): JSX.Element {
  const { token, onDone, onClose } = props;
  return (
    <QuestionDialog
      title={t("tokens.revokeTitle", { label: token.label })}
      yes={t("tokens.revokeYes")}
      isDanger
      onYes={async () => {
        const path = `/tokens/${encodeURIComponent(token.id)}`;
        const result = await callApi({ method: "DELETE", path });
        if (!result.ok) return result.failure;
        showToast(t("tokens.revoked"));
        onDone();
        return null;
      }}
      onClose={onClose}
    >
      <p>{t("tokens.revokeHelp")}</p>
    </QuestionDialog>
  );
}

function columnsOf(revoke: (token: TokenView) => void): readonly Column<TokenView>[] {
  return [
    { id: "label", head: t("tokens.label"), cell: ({ label }) => <bdi>{label}</bdi> },
    { id: "role", head: t("users.role"), cell: ({ role }) => t(`role.${role}`) },
    { id: "used", head: t("tokens.used"), cell: ({ lastUsedAt }) => <TimeText at={lastUsedAt} /> },
    {
      id: "created",
      head: t("users.created"),
      cell: ({ createdAt }) => <TimeText at={createdAt} />,
    },
    {
      id: "actions",
      head: t("users.actions"),
      cell: (token) => (
        <Button kind="quiet" onClick={() => revoke(token)}>
          {t("tokens.revoke")}
          <span class="visually-hidden"> {token.label}</span>
        </Button>
      ),
    },
  ];
}
