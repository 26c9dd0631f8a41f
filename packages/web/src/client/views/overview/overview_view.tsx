import type { JSX } from "preact";
import { PageHead } from "../../frame/page_head.tsx";
import { t } from "../../text/t.ts";

/** The page that says whether this device can send. */
export function OverviewView(): JSX.Element {
  return <PageHead title={t("overview.title")} />;
}
