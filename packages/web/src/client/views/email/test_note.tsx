import type { JSX } from "preact";
import { Banner } from "../../parts/banner.tsx";
import { Button } from "../../parts/button.tsx";
import { t } from "../../text/t.ts";
import { testOfDraft } from "./tested_draft.ts";

/** Whether what is about to be saved was tested, and how that ended. */
export function TestNote({ onTest }: { readonly onTest: () => void }): JSX.Element {
  const found = testOfDraft.value;
  if (found === "delivered") return <Banner level="ok" title={t("email.save.tested")} />;
  return (
    <Banner
      level={found === "failed" ? "warning" : "info"}
      title={t(found === "failed" ? "email.save.testFailed" : "email.save.untested")}
      actions={<Button onClick={onTest}>{t("email.save.testFirst")}</Button>}
    />
  );
}
