import type { CatalogueEntry } from "@fieldpost/core";
import type { JSX } from "preact";
import { t } from "../../text/t.ts";

/** What the catalogue knows of a key. */
export function KeyFacts({ entry }: { readonly entry: CatalogueEntry }): JSX.Element {
  const { kind, choices, range, since, origin } = entry;
  return (
    <section class="key-facts" aria-label={t("key.facts")}>
      <dl class="facts">
        <dt>{t("key.kind")}</dt>
        <dd>{t(`key.kind.${kind}`)}</dd>
        <dt>{t("key.defaultFact")}</dt>
        <dd>{entry.default === undefined ? t("key.none") : <code>{entry.default}</code>}</dd>
        {choices !== undefined && (
          <>
            <dt>{t("key.choices")}</dt>
            <dd>
              <code>{choices.join(", ")}</code>
            </dd>
          </>
        )}
        {range !== undefined && (
          <>
            <dt>{t("key.range")}</dt>
            <dd>{t("key.rangeOf", { least: range[0], most: range[1] })}</dd>
          </>
        )}
        {since !== undefined && (
          <>
            <dt>{t("key.since")}</dt>
            <dd>{since}</dd>
          </>
        )}
        <dt>{t("key.origin")}</dt>
        <dd>
          {t(origin === "name ours, behaviour JANOS" ? "key.origin.mixed" : `key.origin.${origin}`)}
        </dd>
      </dl>
    </section>
  );
}
