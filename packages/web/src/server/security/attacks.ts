/** The name of an attack, for tests. */
export type AttackId =
  | "form-elsewhere"
  | "script-elsewhere"
  | "no-csrf-token"
  | "read-elsewhere"
  | "dns-rebinding"
  | "fixation"
  | "stolen-cookie"
  | "old-password"
  | "expired"
  | "guess-one"
  | "guess-many"
  | "guess-at-once"
  | "enumerate"
  | "guess-setup"
  | "second-setup"
  | "lower-token"
  | "other-token"
  | "token-in-address"
  | "last-administrator"
  | "path-traversal"
  | "long-body"
  | "endless-body"
  | "wrong-type"
  | "prototype"
  | "extra-fields"
  | "method-override"
  | "smuggling"
  | "header-injection"
  | "log-injection"
  | "log-flood"
  | "stored-script"
  | "frame"
  | "socket-elsewhere"
  | "read-secret";

/** One attack: how it is tried over real HTTP, and what comes of it. */
export interface Attack {
  readonly id: AttackId;
  readonly name: string;
  readonly tried: string;
  readonly result: string;
}

/** The attacks that are tried against the pages; each row has a test of its name. */
export const ATTACKS: readonly Attack[] = [
  {
    id: "form-elsewhere",
    name: "Forged request: a form",
    tried: "A form on another site posts with the victim's cookie.",
    result: "403: origin; a form cannot send `application/json` either (415).",
  },
  {
    id: "script-elsewhere",
    name: "Forged request: a script",
    tried: "A script on another site, another port or in a sandboxed frame posts JSON.",
    result: "403: origin. No answer carries a CORS header, so a preflight fails before.",
  },
  {
    id: "no-csrf-token",
    name: "Forged request: no token",
    tried: "A session's cookie with no CSRF token, a wrong one, or that of another session.",
    result: "403: csrf, for every method but GET.",
  },
  {
    id: "read-elsewhere",
    name: "Reading from elsewhere",
    tried: "An image or script tag on another site names an endpoint.",
    result:
      "403 by `Sec-Fetch-Site`; `SameSite=Strict` leaves the cookie out; CORP keeps the answer in.",
  },
  {
    id: "dns-rebinding",
    name: "DNS rebinding",
    tried: "A name of the attacker's points at 127.0.0.1.",
    result: "421: the name is not the unit's; also for the files of the page.",
  },
  {
    id: "fixation",
    name: "Session fixation",
    tried: "A cookie that the attacker has chosen is in the browser before the login.",
    result: "The login makes a new secret; the one before opens nothing.",
  },
  {
    id: "stolen-cookie",
    name: "Stolen cookie",
    tried: "A cookie is used after its session was logged out or ended by an administrator.",
    result: "401.",
  },
  {
    id: "old-password",
    name: "Stolen session",
    tried: "A session is used after its user's password or role was changed.",
    result: "401; what it had open is closed.",
  },
  {
    id: "expired",
    name: "Forgotten session",
    tried: "A session is used after 30 idle minutes, or after 12 hours of use.",
    result: "401.",
  },
  {
    id: "guess-one",
    name: "Guessing one user's password",
    tried: "Wrong passwords, one after the other.",
    result: "429 with `Retry-After` after the third; a right password in that time is refused too.",
  },
  {
    id: "guess-many",
    name: "Guessing many users' passwords",
    tried: "One password with many names from one address.",
    result: "429 after the tenth, for every name; other addresses are not held up.",
  },
  {
    id: "guess-at-once",
    name: "Guessing at once",
    tried: "Fifty logins of one user in parallel.",
    result: "Three are looked at: a try counts as failed until it has succeeded.",
  },
  {
    id: "enumerate",
    name: "Finding out who exists",
    tried: "A login of somebody known and of somebody unknown.",
    result: "The same answer after the same work: scrypt runs for both.",
  },
  {
    id: "guess-setup",
    name: "Guessing the setup token",
    tried: "Wrong setup tokens.",
    result: "401, then 429; the token has 137 bits and ends with the process.",
  },
  {
    id: "second-setup",
    name: "A second setup",
    tried: "The setup token again, after the first administrator was made.",
    result: "409.",
  },
  {
    id: "lower-token",
    name: "More than one's role",
    tried: "A viewer's session and token ask for what administrators may.",
    result: "403; every endpoint is asked by every role in a test of its own.",
  },
  {
    id: "other-token",
    name: "A token that is none",
    tried: "Tokens that were changed, taken away, or are the digest in the file.",
    result: "401, also with a good cookie beside it.",
  },
  {
    id: "token-in-address",
    name: "A token in an address",
    tried: "`?access_token=`, `?token=`.",
    result: "Not read: 401.",
  },
  {
    id: "last-administrator",
    name: "Locking everybody out",
    tried: "The last administrator is removed or made a viewer.",
    result: "422.",
  },
  {
    id: "path-traversal",
    name: "Path traversal",
    tried: "`/../`, encoded dots, slashes, backslashes and zero octets.",
    result: "404 or 400: files are looked up in a table, no request becomes a path.",
  },
  {
    id: "long-body",
    name: "A body that is too long",
    tried: "10 MB announced, and 10 MB in chunks.",
    result: "413, without reading it to its end.",
  },
  {
    id: "endless-body",
    name: "A request that never ends",
    tried: "A head without its end.",
    result: "408 and the connection is closed.",
  },
  {
    id: "wrong-type",
    name: "Another type of body",
    tried: "JSON as text, forms, other charsets, broken UTF-8, half a document, depth without end.",
    result: "415 or 400.",
  },
  {
    id: "prototype",
    name: "Prototype pollution",
    tried: "`__proto__` and `constructor` as members of bodies.",
    result: "400, and no object has changed.",
  },
  {
    id: "extra-fields",
    name: "Mass assignment",
    tried: "A role in one's own password change, an id in a new user.",
    result: "400: unknown fields are refused.",
  },
  {
    id: "method-override",
    name: "Another method in disguise",
    tried: "`X-HTTP-Method-Override`, `_method`, TRACE, HEAD of an endpoint.",
    result: "Not obeyed; 405.",
  },
  {
    id: "smuggling",
    name: "Request smuggling",
    tried: "Both lengths, two lengths, a bad chunk, a folded header, a bare line feed.",
    result: "400 and the connection is closed.",
  },
  {
    id: "header-injection",
    name: "Header injection",
    tried: "Line ends in names, labels and addresses.",
    result: "Refused, or not in any header.",
  },
  {
    id: "log-injection",
    name: "Forged log lines",
    tried: "Line ends and passwords in the name of a login.",
    result: "One line, without what was typed.",
  },
  {
    id: "log-flood",
    name: "Flooding the log",
    tried: "A thousand refused requests.",
    result: "Twenty lines, and how many more there were.",
  },
  {
    id: "stored-script",
    name: "Stored script",
    tried: "A corpus of script in settings, labels and subjects.",
    result: "JSON with `nosniff` and a policy that runs nothing; the page writes text, never HTML.",
  },
  {
    id: "frame",
    name: "Clickjacking",
    tried: "The page and an answer in a frame.",
    result: "`frame-ancestors 'none'` and `X-Frame-Options: DENY`.",
  },
  {
    id: "socket-elsewhere",
    name: "A WebSocket from elsewhere",
    tried: "Another site, and no origin, with an administrator's cookie; nobody; a viewer.",
    result: "403, 403, 401, 403.",
  },
  {
    id: "read-secret",
    name: "Reading the stored mail password",
    tried: "An administrator reads everything there is to read.",
    result: "Neither the password nor its sealed form is in any answer.",
  },
];
