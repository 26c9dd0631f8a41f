/** An SMTP service extension that the server can offer, hide or break. */
export type SmtpExtension =
  | "PIPELINING"
  | "SIZE"
  | "8BITMIME"
  | "SMTPUTF8"
  | "STARTTLS"
  | "AUTH"
  | "ENHANCEDSTATUSCODES"
  | "DSN"
  | "CHUNKING"
  | "BINARYMIME"
  | "LIMITS"
  | "REQUIRETLS";
