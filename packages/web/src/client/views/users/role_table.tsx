import { ACCESS_RULES, type AccessRule } from "@fieldpost/core";
import type { JSX } from "preact";
import { type Column, DataTable } from "../../parts/data_table.tsx";
import { Icon } from "../../parts/icon.tsx";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";
import { ROLES } from "./role_choice.tsx";

/** What each role may do, from the same table that the unit obeys. */
export function RoleTable(): JSX.Element {
  const columns: readonly Column<AccessRule>[] = [
    {
      id: "may",
      head: t("users.may"),
      cell: ({ meaning }) => coreSentences.value.words(meaning),
    },
    ...ROLES.map(
      (role): Column<AccessRule> => ({
        id: role,
        head: t(`role.${role}`),
        cell: (rule) => <YesNo is={rule[role]} />,
      }),
    ),
  ];
  return (
    <section class="card" aria-labelledby="users-roles">
      <h2 id="users-roles">{t("users.roles")}</h2>
      <DataTable
        caption={t("users.roles")}
        columns={columns}
        rows={ACCESS_RULES.filter(({ access }) => access !== "public")}
        keyOf={({ access }) => access}
      />
    </section>
  );
}

function YesNo({ is }: { readonly is: boolean }): JSX.Element {
  return (
    <span class={is ? "badge ok" : "badge"}>
      <Icon name={is ? "ok" : "close"} />
      {t(is ? "users.yes" : "users.no")}
    </span>
  );
}
