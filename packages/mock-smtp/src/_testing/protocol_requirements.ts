import type { SessionOptions } from "../server/session_options.ts";

/** A sentence of a standard, a dialogue that touches it, and the replies that it demands. */
export interface ProtocolRequirement {
  readonly source: string;
  readonly demand: string;
  /** What the client sends after its EHLO, all at once. */
  readonly client: string;
  /** The code, and the enhanced status where it matters, of each reply. */
  readonly replies: readonly string[];
  /** The wire form of the messages that must be stored. */
  readonly stored?: readonly string[];
  readonly options?: SessionOptions;
}

const MAIL = "MAIL FROM:<a@x.test>\r\n";
const RCPT = "RCPT TO:<b@x.test>\r\n";
const BEGIN = `${MAIL}${RCPT}DATA\r\n`;

/** The requirements that the conformance test plays. */
export const PROTOCOL_REQUIREMENTS: readonly ProtocolRequirement[] = [
  {
    source: "RFC 5321, 4.1.1.3",
    demand: "a transaction has several recipients, each with its own reply",
    client: `${MAIL}${RCPT}RCPT TO:<>\r\nRCPT TO:<c@x.test>\r\nDATA\r\nx\r\n.\r\n`,
    replies: ["250 2.1.0", "250 2.1.5", "501 5.1.3", "250 2.1.5", "354", "250 2.0.0"],
    stored: ["x\r\n.\r\n"],
  },
  {
    source: "RFC 5321, 4.1.1.4",
    demand: "only CRLF.CRLF ends the data",
    client: `${BEGIN}a\n.\nb\n.\r\nc\r.\rd\r\n.\ne\r\n.\r\nNOOP\r\n`,
    replies: ["250", "250", "354", "250 2.0.0", "250"],
    stored: ["a\n.\nb\n.\r\nc\r.\rd\r\n.\ne\r\n.\r\n"],
  },
  {
    source: "RFC 5321, 4.1.1.4",
    demand: "DATA without a recipient is refused, without MAIL it is out of order",
    client: `DATA\r\n${MAIL}DATA\r\n`,
    replies: ["503 5.5.1", "250", "554 5.5.1"],
  },
  {
    source: "RFC 5321, 4.1.1.5",
    demand: "RSET forgets the transaction",
    client: `${MAIL}${RCPT}RSET\r\nDATA\r\n`,
    replies: ["250", "250", "250 2.0.0", "503"],
  },
  {
    source: "RFC 5321, 4.1.1.6 to 4.1.1.9",
    demand: "VRFY, HELP and NOOP leave the transaction alone",
    client: `${MAIL}VRFY b\r\nHELP\r\nNOOP x\r\n${RCPT}`,
    replies: ["250", "252", "214", "250", "250 2.1.5"],
  },
  {
    source: "RFC 5321, 4.1.4",
    demand: "a second MAIL is out of order, a second EHLO begins anew",
    client: `${MAIL}${MAIL}EHLO again\r\n${RCPT}`,
    replies: ["250", "503", "250", "503"],
  },
  {
    source: "RFC 5321, 2.4",
    demand: "verbs and keywords are the same in either case",
    client: "mail from:<a@x.test>\r\nRcPt To:<b@x.test>\r\ndata\r\n.\r\nquit\r\n",
    replies: ["250", "250", "354", "250", "221"],
    stored: [".\r\n"],
  },
  {
    source: "RFC 5321, 4.1.2",
    demand: "a quoted local part may hold what would end the path",
    client: 'MAIL FROM:<"a > b"@x.test>\r\nRCPT TO:<"\\">"@x.test>\r\n',
    replies: ["250", "250"],
  },
  {
    source: "RFC 5321, 4.5.1 and 4.1.1.3",
    demand: "Postmaster needs no domain",
    client: `${MAIL}RCPT TO:<Postmaster>\r\n`,
    replies: ["250", "250"],
  },
  {
    source: "RFC 5321, 4.5.2",
    demand: "a line of dots is data",
    client: `${BEGIN}..\r\n...\r\n.\r\n`,
    replies: ["250", "250", "354", "250"],
    stored: ["..\r\n...\r\n.\r\n"],
  },
  {
    source: "RFC 5321, 4.5.3.1.4",
    demand: "a line that is too long is refused as a whole",
    client: `NOOP ${"x".repeat(5000)}\r\nNOOP\r\n`,
    replies: ["500", "250"],
  },
  {
    source: "RFC 5321, 4.5.3.1.10",
    demand: "too many recipients are put off, those accepted get the message",
    client: `${MAIL}${RCPT}RCPT TO:<c@x.test>\r\nDATA\r\n.\r\n`,
    replies: ["250", "250", "452 4.5.3", "354", "250"],
    stored: [".\r\n"],
    options: { recipientLimit: 1 },
  },
  {
    source: "RFC 5321, 4.5.5",
    demand: "the null path is a sender",
    client: `MAIL FROM:<>\r\n${RCPT}DATA\r\n.\r\n`,
    replies: ["250", "250", "354", "250"],
    stored: [".\r\n"],
  },
  {
    source: "RFC 5321, 4.2.4",
    demand: "an unknown verb gets 500 and changes nothing",
    client: `${MAIL}XYZZY\r\n\r\n${RCPT}`,
    replies: ["250", "500 5.5.2", "500 5.5.2", "250"],
  },
  {
    source: "RFC 1870, 6.1",
    demand: "a declared size over the limit is refused at MAIL",
    client: "MAIL FROM:<> SIZE=101\r\nMAIL FROM:<> SIZE=100\r\n",
    replies: ["552 5.3.4", "250"],
    options: { sizeLimitBytes: 100 },
  },
  {
    source: "RFC 1870, 6.3",
    demand: "content over the limit is read to its end, refused, and no part of it is a command",
    client: `${BEGIN}${"QUIT\r\nRSET\r\n".repeat(20)}.\r\nNOOP\r\n`,
    replies: ["250", "250", "354", "552 5.3.4", "250"],
    options: { sizeLimitBytes: 100 },
  },
  {
    source: "RFC 1870, 3",
    demand: "a size is a number of at most 20 digits",
    client: "MAIL FROM:<> SIZE=1x\r\nMAIL FROM:<> SIZE\r\n",
    replies: ["501 5.5.4", "501 5.5.4"],
  },
  {
    source: "RFC 2920, 3.2",
    demand: "commands in a group are answered in order, also when one of them fails",
    client: `MAIL FROM:<a@x.test>\r\nRCPT TO:x y\r\n${RCPT}DATA\r\n`,
    replies: ["250", "250", "250", "354"],
  },
  {
    source: "RFC 3030, 2",
    demand: "chunks are counted, not searched, and LAST ends the message",
    client: `${MAIL}${RCPT}BDAT 9\r\n\r\n.\r\nQUITBDAT 0\r\nBDAT 3 LAST\r\n\r\n.NOOP\r\n`,
    replies: ["250", "250", "250", "250", "250 2.0.0", "250"],
    stored: ["\r\n.\r\nQUIT\r\n."],
  },
  {
    source: "RFC 3030, 2",
    demand: "BDAT and DATA do not mix, and RSET drops the chunks",
    client: `${MAIL}${RCPT}BDAT 1\r\nxDATA\r\n${RCPT}RSET\r\nBDAT 1 LAST\r\nyNOOP\r\n`,
    replies: ["250", "250", "250", "503", "503", "250", "503", "250"],
  },
  {
    source: "RFC 3030, 2",
    demand: "chunks over the limit are skipped and refused",
    client: `${MAIL}${RCPT}BDAT 6\r\nQUIT\r\nBDAT 6 LAST\r\nQUIT\r\nNOOP\r\n`,
    replies: ["250", "250", "250", "552", "250"],
    options: { sizeLimitBytes: 10 },
  },
  {
    source: "RFC 3030, 3",
    demand: "binary content needs BDAT",
    client: `MAIL FROM:<> BODY=BINARYMIME\r\n${RCPT}DATA\r\nBDAT 2 LAST\r\n\0\n`,
    replies: ["250", "250", "503", "250"],
    stored: ["\0\n"],
  },
  {
    source: "RFC 4954, 4",
    demand: "AUTH is refused inside a transaction and after it succeeded",
    client: `${MAIL}AUTH PLAIN AGEAYg==\r\nRSET\r\nAUTH PLAIN AGEAYg==\r\nAUTH PLAIN AGEAYg==\r\n`,
    replies: ["250", "503", "250", "235 2.7.0", "503"],
  },
  {
    source: "RFC 4954, 4",
    demand: "a client cancels with an asterisk, and what is no base64 is refused",
    client: "AUTH LOGIN\r\n*\r\nAUTH LOGIN\r\n!!!!\r\nAUTH PLAIN ====\r\nAUTH NOPE\r\nAUTH\r\n",
    replies: ["334", "501", "334", "501 5.5.2", "501", "504 5.5.4", "501"],
  },
  {
    source: "RFC 4954, 4",
    demand: "an equals sign is an initial response of no bytes",
    client: "AUTH LOGIN =\r\nNOOP\r\n",
    replies: ["501", "250"],
  },
  {
    source: "RFC 4954, 6",
    demand: "mail without a login is refused where one is required",
    client: `${MAIL}AUTH PLAIN AGEAYg==\r\n${MAIL}`,
    replies: ["530 5.7.0", "235", "250"],
    options: { authRequired: true },
  },
  {
    source: "RFC 6531, 3.4",
    demand: "SMTPUTF8 allows addresses beyond ASCII",
    client: `MAIL FROM:<grüße@x.test> SMTPUTF8\r\nRCPT TO:<zoë@x.test>\r\n`,
    replies: ["250", "250"],
  },
  {
    source: "RFC 6531, 3.3",
    demand: "without it they are refused by a strict server",
    client: "MAIL FROM:<grüße@x.test>\r\n",
    replies: ["553 5.6.7"],
    options: { strict: true },
  },
  {
    source: "RFC 3461, 4",
    demand: "the parameters of delivery notifications are taken",
    client:
      "MAIL FROM:<a@x.test> RET=HDRS ENVID=QQ+2B1\r\n" +
      "RCPT TO:<b@x.test> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;b@x.test\r\n",
    replies: ["250", "250"],
    options: { strict: true },
  },
];
