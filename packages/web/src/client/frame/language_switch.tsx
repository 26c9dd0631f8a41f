import type { JSX } from "preact";
import { useId } from "preact/hooks";
import { chooseLanguage, type Language, loadedTexts } from "../text/language.ts";
import { t } from "../text/t.ts";

/** Each language is called what its speakers call it. */
const LANGUAGES: readonly (readonly [Language, string])[] = [
  ["en", "English"],
  ["de", "Deutsch"],
];

/** Chooses the language of the page. */
export function LanguageSwitch(): JSX.Element {
  const id = useId();
  return (
    <div class="language">
      <label for={id}>{t("frame.language")}</label>
      <select
        id={id}
        value={loadedTexts.value.language}
        onChange={(event) => void chooseLanguage(event.currentTarget.value as Language)}
      >
        {LANGUAGES.map(([language, name]) => (
          <option key={language} value={language} lang={language}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
