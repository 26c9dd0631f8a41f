import type { JSX } from "preact";
import { Button } from "../../parts/button.tsx";
import { showToast } from "../../parts/toast.tsx";
import { t } from "../../text/t.ts";

/** Copies a text; a browser that does not allow it is said. */
export function CopyButton({ text }: { readonly text: string }): JSX.Element {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      showToast(t("tokens.copied"));
    } catch {
      showToast(t("tokens.notCopied"), "error");
    }
  };
  return (
    <Button kind="primary" onClick={() => void copy()}>
      {t("tokens.copy")}
    </Button>
  );
}
