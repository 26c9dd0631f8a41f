import type { JSX } from "preact";
import { Banner, type BannerLevel } from "../../parts/banner.tsx";
import { TimeText } from "../../parts/time_text.tsx";
import { session } from "../../state/session_state.ts";
import { t } from "../../text/t.ts";

const LEVELS: Readonly<Record<"https" | "loopback" | "http", BannerLevel>> = {
  https: "ok",
  loopback: "ok",
  http: "error",
};

/** How the connection between this browser and the unit is protected, and when the session ends. */
export function ProtectionCard(): JSX.Element | null {
  const state = session.value;
  if (state?.user == null) return null;
  const { channel, user } = state;
  return (
    <section class="card stack" aria-labelledby="security-title">
      <h2 id="security-title">{t("security.title")}</h2>
      <Banner level={LEVELS[channel]} title={t(`security.${channel}`)} />
      <p>
        {t("security.session")} {t("security.idle", { count: Math.round(user.idleSeconds / 60) })};{" "}
        {t("security.latest")} <TimeText at={user.expiresAt} isExact />.
      </p>
    </section>
  );
}
