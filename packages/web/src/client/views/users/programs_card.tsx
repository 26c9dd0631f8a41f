import type { JSX } from "preact";
import { apiUrl } from "../../api/call_api.ts";
import { session } from "../../state/session_state.ts";
import { t } from "../../text/t.ts";

/** How programs reach the unit. */
export function ProgramsCard(): JSX.Element {
  return (
    <section class="card stack" aria-labelledby="security-programs">
      <h2 id="security-programs">{t("security.programs")}</h2>
      <p>
        {t("security.api")}: <a href={apiUrl("/openapi.json")}>{apiUrl("/openapi.json")}</a>
      </p>
      <p>{t("security.metrics")}</p>
      <pre class="sample">{scrapeConfig()}</pre>
      <p>{t("security.health")}</p>
    </section>
  );
}

function scrapeConfig(): string {
  const scheme = session.value?.channel === "https" ? "https" : "http";
  return [
    "scrape_configs:",
    "  - job_name: fieldpost",
    `    scheme: ${scheme}`,
    "    authorization:",
    "      credentials_file: /etc/prometheus/fieldpost.token",
    "    static_configs:",
    `      - targets: ["${location.host}"]`,
  ].join("\n");
}
