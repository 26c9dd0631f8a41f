import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { ShownView } from "./frame/shown_view.tsx";
import { FailureBanner } from "./parts/failure_banner.tsx";
import { Skeleton } from "./parts/skeleton.tsx";
import { startLive, stopLive } from "./state/live_connection.ts";
import { loadSession, session, sessionFailure } from "./state/session_state.ts";
import { overviewState } from "./state/unit_states.ts";
import { LoginView } from "./views/login/login_view.tsx";
import { SetupView } from "./views/login/setup_view.tsx";

/** The whole page: set-up, login, or the page of the route. */
export function App(): JSX.Element {
  const state = session.value;
  if (state === null) return <Starting />;
  if (state.user !== null) return <SignedIn key={state.user.name} />;
  return state.isSetupNeeded ? <SetupView /> : <LoginView />;
}

function SignedIn(): JSX.Element {
  useEffect(() => {
    void overviewState.load();
    startLive();
    return stopLive;
  }, []);
  return <ShownView />;
}

function Starting(): JSX.Element {
  const failure = sessionFailure.value;
  return (
    <main class="entry">
      {failure === null ? (
        <Skeleton />
      ) : (
        <FailureBanner failure={failure} onAgain={() => void loadSession()} />
      )}
    </main>
  );
}
