/** One text of the page: names in braces are places to fill. */
export type TextEntry = string | PluralText;

/** A text that depends on the place `count`, in the forms that English and German have. */
export interface PluralText {
  readonly one: string;
  readonly other: string;
}

/** What fills the places of a text. */
export type TextPlaces = Readonly<Record<string, string | number>>;

/** Every word of one part of the page in one language. */
export type TextsOf<Key extends string> = Readonly<Record<Key, TextEntry>>;
