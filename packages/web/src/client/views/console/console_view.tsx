import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ConsoleEnd } from "../../../api/console_api.ts";
import { PageHead } from "../../frame/page_head.tsx";
import { Banner } from "../../parts/banner.tsx";
import { Button } from "../../parts/button.tsx";
import { SwitchField } from "../../parts/switch_field.tsx";
import { loadSession } from "../../state/session_state.ts";
import { t } from "../../text/t.ts";
import type { TextKey } from "../../text/text_key.ts";
import { openScreen, type Screen } from "./console_screen.ts";

type Stand = "connecting" | "open" | "lost" | ConsoleEnd;

const WORDS: Readonly<Record<Exclude<Stand, "connecting" | "open">, TextKey>> = {
  lost: "console.lost",
  exit: "console.ended",
  idle: "console.idle",
  session: "console.refused",
  "too-many": "console.tooMany",
  none: "console.none",
  slow: "console.lost",
  protocol: "console.lost",
  stopped: "console.lost",
};

/** The page with the command line of the unit. */
export function ConsoleView(): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const screen = useRef<Screen | null>(null);
  const [attempt, setAttempt] = useState(1);
  const [stand, setStand] = useState<Stand>("connecting");
  const [isRead, setRead] = useState(false);
  useEffect(() => {
    if (box.current === null) return;
    setStand("connecting");
    const opened = openScreen(box.current, {
      label: t("console.screen"),
      onOpen: () => setStand("open"),
      onEnd: (reason) => {
        setStand(reason);
        if (reason === "lost" || reason === "session") void loadSession();
      },
    });
    screen.current = opened;
    return () => opened.close();
  }, [attempt]);
  useEffect(() => screen.current?.readOut(isRead), [isRead, attempt]);
  const isOver = stand !== "open" && stand !== "connecting";
  return (
    <>
      <PageHead title={t("console.title")} intro={t("console.intro")} />
      <div class="sections">
        <div role="status">
          {stand === "connecting" && <p class="faint">{t("console.connecting")}</p>}
          {isOver && (
            <Banner
              level={stand === "exit" ? "info" : "warning"}
              title={t(WORDS[stand])}
              actions={
                stand !== "none" && (
                  <Button kind="primary" onClick={() => setAttempt(attempt + 1)}>
                    {t("console.again")}
                  </Button>
                )
              }
            />
          )}
        </div>
        <div class="console-box">
          <div class="console-screen" ref={box} />
        </div>
        <div class="stack">
          <p class="faint small">{t("console.keys")}</p>
          <SwitchField label={t("console.reader")} isOn={isRead} onChange={setRead} />
          <details>
            <summary>{t("console.limits")}</summary>
            <p>{t("console.limitsHelp")}</p>
          </details>
        </div>
      </div>
    </>
  );
}
