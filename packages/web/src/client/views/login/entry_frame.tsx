import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { LanguageSwitch } from "../../frame/language_switch.tsx";
import { Banner } from "../../parts/banner.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Toasts } from "../../parts/toast.tsx";
import { session } from "../../state/session_state.ts";
import { t } from "../../text/t.ts";

/** The page before anybody is logged in. */
export function EntryFrame(props: {
  readonly title: string;
  readonly intro: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { title, intro, children } = props;
  const state = session.value;
  useEffect(() => {
    document.title = `${title} · ${state?.unitName ?? "Fieldpost"}`;
  }, [title, state]);
  return (
    <div class="entry">
      <main class="entry-card">
        <span class="mark large" aria-hidden="true">
          <Icon name="send" />
        </span>
        <h1>{title}</h1>
        <p class="page-intro">{intro}</p>
        {state?.channel === "http" && <Banner level="warning" title={t("login.http")} />}
        {children}
      </main>
      <footer class="entry-foot">
        <LanguageSwitch />
        <span class="faint">{t("frame.version", { version: state?.version ?? "" })}</span>
      </footer>
      <Toasts />
    </div>
  );
}
