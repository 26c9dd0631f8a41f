import type { ComponentChildren, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../parts/icon.tsx";
import { Toasts } from "../parts/toast.tsx";
import { hrefTo, route } from "../route.ts";
import { logOut, mayUse, session } from "../state/session_state.ts";
import { t } from "../text/t.ts";
import { VIEWS } from "../views/view_table.ts";
import { ChangeNotice } from "./change_notice.ts";
import { LanguageSwitch } from "./language_switch.tsx";
import { LeaveDialog } from "./leave_dialog.tsx";
import { LiveBanner } from "./live_banner.tsx";
import { TrialBanner } from "./trial_banner.tsx";

/** Navigation, banners and the page itself. */
export function PageFrame(props: {
  /** The page that is shown, as the navigation marks it. */
  readonly page: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { page, children } = props;
  const [isOpen, setOpen] = useState(false);
  const here = route.value;
  // A phone's menu folds away when the viewer has arrived.
  useEffect(() => setOpen(false), [here]);
  return (
    <div class="frame">
      <a class="skip" href={`#${MAIN_ID}`} onClick={skipToMain}>
        {t("frame.skip")}
      </a>
      <header class="side">
        <div class="side-head">
          <UnitName />
          <button
            type="button"
            class="quiet menu-button"
            aria-expanded={isOpen}
            aria-controls="side-menu"
            onClick={() => setOpen(!isOpen)}
          >
            <Icon name="menu" />
            <span>{t("frame.menu")}</span>
          </button>
        </div>
        <div id="side-menu" class={isOpen ? "side-menu open" : "side-menu"}>
          <Navigation page={page} />
          <Account />
        </div>
      </header>
      <main id={MAIN_ID} tabIndex={-1}>
        <LiveBanner />
        <TrialBanner />
        {children}
      </main>
      <Toasts />
      <ChangeNotice />
      <LeaveDialog />
    </div>
  );
}

const MAIN_ID = "main";

// The fragment is the router's: the link must not change it.
function skipToMain(event: Event): void {
  event.preventDefault();
  document.getElementById(MAIN_ID)?.focus();
}

function UnitName(): JSX.Element {
  return (
    <p class="unit-name">
      <span class="mark" aria-hidden="true">
        <Icon name="send" />
      </span>
      <span>{breakable(session.value?.unitName ?? "")}</span>
    </p>
  );
}

/** Lets a long name break behind its dots. */
function breakable(name: string): ComponentChildren {
  return name.split(/(?<=\.)/u).map((part) => [part, <wbr key={part} />]);
}

function Navigation({ page }: { readonly page: string }): JSX.Element {
  return (
    <nav aria-label={t("frame.navigation")}>
      <ul>
        {VIEWS.filter(({ access }) => mayUse(access)).map((view) => (
          <li key={view.page}>
            <a href={hrefTo(view.page)} aria-current={view.page === page ? "page" : undefined}>
              <Icon name={view.icon} />
              <span>{t(view.title)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Account(): JSX.Element | null {
  const state = session.value;
  if (state?.user == null) return null;
  return (
    <div class="account">
      <p>
        {t("frame.signedInAs", { name: state.user.name })}
        <br />
        <span class="faint">{t(`role.${state.user.role}`)}</span>
      </p>
      <button type="button" class="button plain" onClick={() => void logOut()}>
        <span>{t("frame.signOut")}</span>
      </button>
      <LanguageSwitch />
      <p class="faint">{t("frame.version", { version: state.version })}</p>
    </div>
  );
}
