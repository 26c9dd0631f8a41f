const DAY_MS = 86_400_000;
/** Years 1 to 9999: what four digits can say. */
const FIRST_MS = -62_135_596_800_000;
const LAST_MS = 253_402_300_799_999;
const INSTANT_REGEXP = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?Z?)?$/;

/** Writes an instant as `2026-11-22 09:13 UTC`; `undefined` for what is no instant. */
export function formatUtcTime(ms: number): string | undefined {
  const date = formatUtcDate(ms);
  if (date === undefined) return undefined;
  const minutes = Math.floor((((ms % DAY_MS) + DAY_MS) % DAY_MS) / 60_000);
  return `${date} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)} UTC`;
}

/** Writes the day of an instant as `2026-11-22`; such days compare as text. */
export function formatUtcDate(ms: number): string | undefined {
  if (!(ms >= FIRST_MS && ms <= LAST_MS)) return undefined;
  // Days are counted from 1 March of year 0: then the leap day is the last of its year.
  const days = Math.floor(ms / DAY_MS) + 719_468;
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) /
      365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * month + 2) / 5) + 1;
  const isNextYear = month >= 10;
  const shown = year + era * 400 + (isNextYear ? 1 : 0);
  return `${String(shown).padStart(4, "0")}-${two(isNextYear ? month - 9 : month + 3)}-${two(day)}`;
}

/** Reads `2026-11-22` or `2026-11-22T09:13:00Z`; `undefined` for everything else. */
export function tryParseUtcTime(text: string): number | undefined {
  const match = INSTANT_REGEXP.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23) return undefined;
  const from = month > 2 ? year : year - 1;
  const era = Math.floor(from / 400);
  const ofEra = from - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const days = ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear;
  const time = ((hour * 60 + minute) * 60 + second) * 1000;
  return (era * 146_097 + days - 719_468) * DAY_MS + time;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
