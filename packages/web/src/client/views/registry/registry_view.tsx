import type { JSX } from "preact";
import { PageHead } from "../../frame/page_head.tsx";
import { RemoteView } from "../../parts/remote_view.tsx";
import { hrefTo, route } from "../../route.ts";
import { registryState } from "../../state/unit_states.ts";
import { t } from "../../text/t.ts";
import { HistoryTab } from "./history_tab.tsx";
import { ImportTab } from "./import_tab.tsx";
import { KeysTab } from "./keys_tab.tsx";

const TABS = ["keys", "history", "import"] as const;

/** The page of all settings by their keys. */
export function RegistryView(): JSX.Element {
  const { query } = route.value;
  const tab = TABS.find((each) => each === query.get("tab")) ?? "keys";
  return (
    <>
      <PageHead title={t("registry.title")} intro={t("registry.intro")} />
      <nav class="tabs" aria-label={t("registry.tabs")}>
        <ul>
          {TABS.map((each) => (
            <li key={each}>
              <a
                href={each === "keys" ? hrefTo("registry") : `${hrefTo("registry")}?tab=${each}`}
                aria-current={each === tab ? "page" : undefined}
              >
                {t(`registry.tab.${each}`)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <RemoteView state={registryState}>
        {(registry) => (
          <>
            {tab === "keys" && <KeysTab registry={registry} />}
            {tab === "history" && <HistoryTab />}
            {tab === "import" && <ImportTab />}
          </>
        )}
      </RemoteView>
    </>
  );
}
