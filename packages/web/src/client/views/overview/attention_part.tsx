import type { JSX } from "preact";
import type { AttentionItem } from "../../../api/overview_api.ts";
import { Icon, type IconName } from "../../parts/icon.tsx";
import { hrefTo } from "../../route.ts";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";

const ICONS: Readonly<Record<AttentionItem["level"], IconName>> = {
  error: "error",
  warning: "warning",
  note: "info",
};

/** What a person has to do or to know, each with the place where it is done. */
export function AttentionPart(props: { readonly items: readonly AttentionItem[] }): JSX.Element {
  const { items } = props;
  return (
    <section class="card" aria-labelledby="attention">
      <h2 id="attention">{t("overview.attention")}</h2>
      {items.length === 0 && (
        <p class="row calm">
          <Icon name="ok" /> {t("overview.attention.none")}
        </p>
      )}
      {items.length > 0 && (
        <ul class="attention">
          {items.map((item) => (
            <Item key={item.page + item.text} item={item} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Item({ item }: { readonly item: AttentionItem }): JSX.Element {
  const { level, text, page, key } = item;
  return (
    <li class={level}>
      <Icon name={ICONS[level]} />
      <p>
        <span class="visually-hidden">{t(`overview.level.${level}`)}: </span>
        {coreSentences.value.words(text)}{" "}
        <a href={hrefTo(page) + queryOf(item)}>
          {t("overview.attention.look")}
          {key !== null && <span class="mono"> {key}</span>}
        </a>
      </p>
    </li>
  );
}

function queryOf({ key, state }: AttentionItem): string {
  if (key !== null) return `?key=${encodeURIComponent(key)}`;
  return state === null ? "" : `?state=${state}`;
}
