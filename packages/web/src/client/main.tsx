import { render } from "preact";
import { App } from "./app.tsx";
import { startRouter } from "./route.ts";
import { followOverview } from "./state/apply_live_event.ts";
import { startClock } from "./state/clock_state.ts";
import { startSession } from "./state/session_state.ts";
import { startLanguage } from "./text/language.ts";

const root = document.getElementById("app");
if (root !== null) await start(root);

async function start(place: HTMLElement): Promise<void> {
  await startLanguage();
  startRouter();
  startClock();
  followOverview();
  place.replaceChildren();
  render(<App />, place);
  await startSession();
}
