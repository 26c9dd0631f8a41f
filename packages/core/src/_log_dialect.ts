import type { LogProduct } from "./log_product.ts";

/** One line of a dialogue in a log. */
export interface DialogueLine {
  readonly from: "client" | "server";
  /** Without what the program wrote before it. */
  readonly text: string;
  readonly product: LogProduct;
}

interface Dialect {
  readonly product: LogProduct;
  readonly from: DialogueLine["from"];
  /** Group 1 is the text; it reaches to the end of the line, or to the quote before it. */
  readonly pattern: RegExp;
}

// What stands before a program's own words: nothing, or a prefix of syslog, a container, a logger.
const DIALECTS: readonly Dialect[] = [
  { product: "PHPMailer", from: "server", pattern: /SERVER -> CLIENT: ?(.*)$/ },
  { product: "PHPMailer", from: "client", pattern: /CLIENT -> SERVER: ?(.*)$/ },
  { product: "Python smtplib", from: "client", pattern: /(?:^|[\s|])send: b?['"](.*?)['"]?$/ },
  { product: "Python smtplib", from: "server", pattern: /(?:^|[\s|])reply: b['"](.*?)['"]?$/ },
  { product: "msmtp", from: "server", pattern: /(?:^|[\s|])<-- (.*)$/ },
  { product: "msmtp", from: "client", pattern: /(?:^|[\s|])--> (.*)$/ },
  { product: "swaks", from: "server", pattern: /^<[-~*][ *] (.*)$/ },
  { product: "swaks", from: "client", pattern: /^ [-~]> (.*)$/ },
  { product: "Exim", from: "server", pattern: /^\s{0,8}SMTP<< (.*)$/ },
  { product: "Exim", from: "client", pattern: /^\s{0,8}SMTP(?:>>|\+>|>\||\|>) (.*)$/ },
  { product: "nodemailer", from: "server", pattern: /\] S: (.*)$/ },
  { product: "nodemailer", from: "client", pattern: /\] C: (.*)$/ },
  { product: "Fieldpost", from: "server", pattern: /(?:^|[\s|])S: (.*)$/ },
  { product: "Fieldpost", from: "client", pattern: /(?:^|[\s|])C: (.*)$/ },
  { product: "SMTP", from: "server", pattern: /^< ([2-5]\d\d(?:[ -].*)?)$/ },
  { product: "SMTP", from: "client", pattern: /^> (.*)$/ },
];

// The second digits that SMTP uses; 404 is somebody else's.
const REPLY_LINE_REGEXP = /^(?:2[125]|3[35]|4[2-57]|5[0-57])\d(?:[ -]|$)/;
const CONTINUED_REPLY_REGEXP = /^\s{2,80}((?:2[125]|3[35]|4[2-57]|5[0-57])\d(?:[ -].*)?)$/;
const COMMAND_REGEXP =
  /^(?:EHLO|HELO|LHLO|STARTTLS|AUTH|MAIL FROM:|RCPT TO:|DATA|BDAT|RSET|NOOP|QUIT|VRFY)(?:[ <]|$)/i;

/** Whether a client's text is a command, and not an answer in a login or a line of a message. */
export function isCommand(text: string): boolean {
  return COMMAND_REGEXP.test(text);
}

/** Finds the line of a dialogue in a line of a log; `undefined` where there is none. */
export function readDialogueLine(line: string): DialogueLine | undefined {
  for (const { product, from, pattern } of DIALECTS) {
    const text = pattern.exec(line)?.[1];
    if (text === undefined || isOddServerLine(product, from, text)) continue;
    return { from, text: product === "Python smtplib" ? unescaped(text) : text.trim(), product };
  }
  const continued = CONTINUED_REPLY_REGEXP.exec(line)?.[1];
  if (continued !== undefined) return { from: "server", text: continued.trim(), product: "SMTP" };
  if (REPLY_LINE_REGEXP.test(line)) return { from: "server", text: line.trim(), product: "SMTP" };
  if (isCommand(line)) return { from: "client", text: line.trim(), product: "SMTP" };
  return undefined;
}

/** `S:` before something that is no reply is an abbreviation, and swaks marks its own words so. */
function isOddServerLine(product: LogProduct, from: string, text: string): boolean {
  const isMarkShared = product === "Fieldpost" || product === "swaks";
  return isMarkShared && from === "server" && !REPLY_LINE_REGEXP.test(text.trim());
}

/** Python shows bytes as a literal. */
function unescaped(text: string): string {
  return text.replace(/\\r|\\n/g, " ").trim();
}
