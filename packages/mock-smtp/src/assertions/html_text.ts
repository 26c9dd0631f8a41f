/** An anchor of an HTML text. */
export interface HtmlAnchor {
  /** What `href` says, entities decoded. */
  readonly href: string;
  /** What a reader sees of it. */
  readonly text: string;
}

const UNSEEN_REGEXP =
  /<!--[\s\S]*?(?:-->|$)|<(script|style|template|title)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
const ANCHOR_REGEXP = /<(?:a|area)(?=[\s/])((?:[^<>"']|"[^"]*"|'[^']*')*)>/gi;
const HREF_REGEXP = /(?:^|[\s"'/])href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i;
const ALT_REGEXP = /<img(?=[\s/])[^<>]*?\salt\s*=\s*(?:"([^"]*)"|'([^']*)')[^<>]*>/gi;
const BREAK_REGEXP =
  /<\/?(?:address|blockquote|br|div|dd|dl|dt|h[1-6]|hr|li|ol|p|pre|section|table|tr|ul)\b[^<>]*>/gi;
const CELL_REGEXP = /<\/?(?:td|th)\b[^<>]*>/gi;
const TAG_REGEXP = /<\/?[a-z!][^<>]*>/gi;
const ENTITY_REGEXP = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,6}));/gi;
const INVISIBLE_REGEXP = /[\u00ad\u200b-\u200f\u2060\ufeff]|\u034f/g;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  copy: "\u00a9",
  gt: ">",
  lt: "<",
  mdash: "\u2014",
  nbsp: " ",
  ndash: "\u2013",
  quot: '"',
  shy: "",
  zwj: "",
  zwnj: "",
};

/** Lists the anchors of an HTML text that lead somewhere, in order, forgivingly. */
export function htmlAnchors(html: string): readonly HtmlAnchor[] {
  const seen = html.replace(UNSEEN_REGEXP, " ");
  return [...seen.matchAll(ANCHOR_REGEXP)].flatMap((match) => {
    const [tag, attributes = ""] = match;
    const [, double, single, bare] = HREF_REGEXP.exec(attributes) ?? [];
    const href = decodeEntities(double ?? single ?? bare ?? "")
      .replace(/[\t\r\n]/g, "")
      .trim();
    const from = match.index + tag.length;
    return href === "" ? [] : [{ href, text: anchorText(seen, from) }];
  });
}

function anchorText(html: string, from: number): string {
  const end = /<\/?(?:a|area)(?=[\s/>])/gi;
  end.lastIndex = from;
  const inner = html.slice(from, end.exec(html)?.index ?? html.length);
  const withAlt = inner.replace(ALT_REGEXP, (_, double, single) => double ?? single ?? "");
  return htmlToText(withAlt).replace(/\s+/g, " ").trim();
}

/** What a reader sees of an HTML text, one line for each block. */
export function htmlToText(html: string): string {
  const plain = html
    .replace(UNSEEN_REGEXP, " ")
    .replace(/\s+/g, " ")
    .replace(BREAK_REGEXP, "\n")
    .replace(CELL_REGEXP, " ")
    .replace(TAG_REGEXP, "");
  return decodeEntities(plain)
    .replace(INVISIBLE_REGEXP, "")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n");
}

function decodeEntities(text: string): string {
  return text.replace(ENTITY_REGEXP, decodeEntity);
}

function decodeEntity(entity: string, ...[hex, decimal, name]: (string | undefined)[]): string {
  if (name !== undefined) {
    return ENTITIES[name.toLowerCase()] ?? entity;
  }
  const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : entity;
}
