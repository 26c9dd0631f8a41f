import type { JSX } from "preact";
import { PageHead } from "../../frame/page_head.tsx";
import { t } from "../../text/t.ts";

/** The page on which a device learns how to send. */
export function EmailView(): JSX.Element {
  return <PageHead title={t("email.title")} />;
}
