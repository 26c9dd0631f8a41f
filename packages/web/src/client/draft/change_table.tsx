import type { JSX } from "preact";
import type { SettingChange } from "../../api/registry_api.ts";
import { DataTable } from "../parts/data_table.tsx";
import { hrefTo } from "../route.ts";
import { t } from "../text/t.ts";

/** Keys before and after; a secret is only said to be one. */
export function ChangeTable(props: {
  readonly caption: string;
  readonly changes: readonly SettingChange[];
}): JSX.Element {
  return (
    <DataTable
      caption={props.caption}
      rows={props.changes}
      keyOf={({ key }) => key}
      columns={[
        { id: "key", head: t("changes.key"), cell: ({ key }) => <Key of={key} /> },
        { id: "before", head: t("changes.before"), cell: (change) => valueBefore(change) },
        { id: "after", head: t("changes.after"), cell: (change) => valueAfter(change) },
      ]}
    />
  );
}

function Key(props: { readonly of: string }): JSX.Element {
  return (
    <a href={hrefTo("registry", props.of)}>
      <code>{props.of}</code>
    </a>
  );
}

function valueBefore({ kind, before, isSecret }: SettingChange): JSX.Element {
  if (kind === "added") return <span class="faint">{t("parts.unset")}</span>;
  return isSecret ? <em>{t("changes.oldSecret")}</em> : <span class="mono value">{before}</span>;
}

function valueAfter({ kind, after, isSecret }: SettingChange): JSX.Element {
  if (kind === "removed") return <span class="faint">{t("parts.unset")}</span>;
  return isSecret ? <em>{t("changes.newSecret")}</em> : <span class="mono value">{after}</span>;
}
