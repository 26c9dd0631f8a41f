import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { RegistryState } from "../../../api/registry_api.ts";
import { Banner } from "../../parts/banner.tsx";
import { Button } from "../../parts/button.tsx";
import { EmptyState } from "../../parts/empty_state.tsx";
import { Icon } from "../../parts/icon.tsx";
import { SwitchField } from "../../parts/switch_field.tsx";
import { TextField } from "../../parts/text_field.tsx";
import { goTo, hrefTo, route } from "../../route.ts";
import { mayUse } from "../../state/session_state.ts";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";
import { KeyDialog } from "./key_dialog.tsx";
import { type KeyNode, type KeyRow, keyRows, keyTree } from "./key_rows.ts";
import { NewKeyDialog } from "./new_key_dialog.tsx";

/** Every key in a tree, with search; one of them opens in a dialog. */
export function KeysTab({ registry }: { readonly registry: RegistryState }): JSX.Element {
  const [text, setText] = useState("");
  const [isUnsetShown, setUnsetShown] = useState(false);
  const [isAdding, setAdding] = useState(false);
  const [opened] = route.value.rest;
  const rows = keyRows(registry.entries, { text: text.trim(), isUnsetShown });
  const close = (): void => goTo(hrefTo("registry"));
  return (
    <div class="sections">
      <StoredProblems registry={registry} />
      <div class="toolbar">
        <TextField
          id="registry-search"
          type="search"
          label={t("registry.search")}
          value={text}
          onInput={setText}
        />
        <SwitchField label={t("registry.showUnset")} isOn={isUnsetShown} onChange={setUnsetShown} />
        {mayUse("administrator") && (
          <Button onClick={() => setAdding(true)}>{t("registry.add")}</Button>
        )}
      </div>
      <section class="card tree" aria-label={t("registry.tab.keys")}>
        <p class="faint small" role="status">
          {t("registry.found", { count: rows.length })}
        </p>
        {rows.length === 0 ? (
          <Nothing isSearching={text.trim() !== ""} />
        ) : (
          <Node node={keyTree(rows)} isSearching={text.trim() !== ""} />
        )}
      </section>
      {opened !== undefined && <KeyDialog key={opened} settingKey={opened} onClose={close} />}
      {isAdding && (
        <NewKeyDialog
          onChosen={(key) => {
            setAdding(false);
            goTo(hrefTo("registry", key));
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </div>
  );
}

function StoredProblems({ registry }: { readonly registry: RegistryState }): JSX.Element | null {
  if (registry.problems.length === 0) return null;
  return (
    <Banner level="warning" title={t("registry.problems")}>
      <ul>
        {registry.problems.map((problem) => (
          <li key={problem.code + problem.path}>{coreSentences.value.problem(problem)}</li>
        ))}
      </ul>
    </Banner>
  );
}

function Nothing({ isSearching }: { readonly isSearching: boolean }): JSX.Element {
  return (
    <EmptyState icon="registry" title={t(isSearching ? "registry.nothing" : "registry.empty")}>
      <p>{t(isSearching ? "registry.nothingHelp" : "registry.emptyHelp")}</p>
    </EmptyState>
  );
}

interface NodeProps {
  readonly node: KeyNode;
  readonly isSearching: boolean;
}

function Node({ node, isSearching }: NodeProps): JSX.Element {
  return (
    <ul class="tree-list">
      {node.nodes.map((each) => (
        <li key={`${each.path}/`}>
          <details open>
            <summary>
              <bdi>{each.name}</bdi>/
            </summary>
            <Node node={each} isSearching={isSearching} />
          </details>
        </li>
      ))}
      {node.keys.map((row) => (
        <Row key={row.key} row={row} />
      ))}
    </ul>
  );
}

function Row({ row }: { readonly row: KeyRow }): JSX.Element {
  const name = row.key.split("/").at(-1) ?? row.key;
  return (
    <li class="tree-row">
      <a href={hrefTo("registry", row.key)} aria-label={row.key}>
        <bdi>{name}</bdi>
      </a>
      <ShownValue row={row} />
      {row.entry === undefined && (
        <span class="badge warning">
          <Icon name="warning" />
          {t("registry.isUnknown")}
        </span>
      )}
    </li>
  );
}

function ShownValue({ row }: { readonly row: KeyRow }): JSX.Element {
  if (row.isSet) {
    if (row.isSecret) return <span class="faint">{t("registry.isSecret")}</span>;
    return (
      <code class="tree-value">
        <bdi>{row.value}</bdi>
      </code>
    );
  }
  const preset = row.entry?.default;
  return (
    <span class="faint">
      {preset === undefined
        ? t("registry.isUnset")
        : t("registry.isUnsetDefault", { value: preset })}
    </span>
  );
}
