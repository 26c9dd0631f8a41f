const MASK = "****";
/** Words this short, or these, are more often something else than a secret. */
const LEARNED_MIN_LENGTH = 6;
const NO_SECRET_REGEXP =
  /^(?:\*+|true|false|none|null|undefined|string|secret|password|required|hidden|redacted|\[.*|<.*|\/\*.*)$/i;

// Every repetition is bounded or ends at the first character that cannot follow it.
const QUOTED = String.raw`"(?:[^"\\]|\\.)*(?:"|$)|'(?:[^'\\]|\\.)*(?:'|$)`;

interface FieldRule {
  /** Group 1 stays, group 2 is the secret, quoted or not. */
  readonly pattern: RegExp;
}

const FIELD_RULES: readonly FieldRule[] = [
  {
    pattern: new RegExp(
      String.raw`([a-z0-9_.-]{0,40}(?:pass(?:word|wd|phrase)?|secret|token|api_?key)["']?[ \t]{0,8}(?:=>|[:=])[ \t]{0,8})(${QUOTED}|[^\s,;}&)]+)`,
      "gi",
    ),
  },
  { pattern: /^(\s{0,40}(?:password|passwd)[ \t]{1,8})(\S+)\s{0,8}$/gi },
  { pattern: /(\blogin[ \t]{1,4}\S{1,255}[ \t]{1,4}password[ \t]{1,4})(\S+)/gi },
  {
    pattern: new RegExp(
      String.raw`((?:^|\s)--?(?:ap|xp|auth-password|auth-pass|oauth2-bearer|pass(?:word)?)[ =])(${QUOTED}|\S+)`,
      "gi",
    ),
  },
  { pattern: /((?:^|\s)(?:--user|-u)[ =]['"]?[^\s:]{1,128}:)([^\s'"]+)/g },
  { pattern: /(\b[a-z][a-z0-9+]{1,15}:\/\/[^\s:@/]{1,256}:)([^\s@]{1,1024})(?=@)/gi },
  { pattern: /(\bAuthorization: {0,4}[A-Za-z]{1,20} {1,4})(\S+)/gi },
  { pattern: /((?:^|\s)PASS )(\S+)$/g },
  { pattern: /(\bBearer[ ]{1,4})([A-Za-z0-9._~+/=-]{4,})/gi },
  {
    pattern: new RegExp(
      String.raw`(\blogin\(\s{0,8}(?:"[^"]{0,256}"|'[^']{0,256}'|[^\s,()]{1,256})\s{0,8},\s{0,8})(${QUOTED})`,
      "gi",
    ),
  },
];

/** Masks fields, options and calls that hold a secret; tells what it found. */
export function maskFields(line: string, learn: (secret: string) => void): string {
  return FIELD_RULES.reduce(
    (masked, { pattern }) =>
      masked.replace(pattern, (_whole, head: string, value: string) => {
        const [quote, secret] = unquoted(value);
        if (secret.length >= LEARNED_MIN_LENGTH && !NO_SECRET_REGEXP.test(secret)) learn(secret);
        return `${head}${quote}${MASK}${quote}`;
      }),
    line,
  );
}

function unquoted(value: string): readonly [quote: string, secret: string] {
  const quote = /^["']/.exec(value)?.[0] ?? "";
  if (quote === "") return ["", value];
  const isClosed = value.length > 1 && value.endsWith(quote);
  return [quote, value.slice(1, isClosed ? -1 : undefined)];
}
