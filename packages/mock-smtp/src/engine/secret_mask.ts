const AUTH_REGEXP = /^AUTH /i;
const VERB_REGEXP =
  /^(?:EHLO|HELO|LHLO|MAIL|RCPT|DATA|BDAT|RSET|NOOP|VRFY|HELP|QUIT|STARTTLS)(?: |$)/i;

/** Hides secrets in what is noted of a client's lines. */
export class SecretMask {
  #mayLeak = false;

  /**
   * The line as evidence may show it. A client that does not see its AUTH refused goes on with its
   * secrets, line by line, so those are hidden as well.
   *
   * @param isResponse Whether the line belongs to an exchange of AUTH.
   */
  apply(line: string, isResponse: boolean): string {
    if (!isResponse && AUTH_REGEXP.test(line)) {
      this.#mayLeak = true;
      return line.replace(/^(AUTH +\S+) .*$/i, "$1 [secret]");
    }
    if (isResponse) {
      return line === "*" ? line : "[secret]";
    }
    this.#mayLeak &&= !VERB_REGEXP.test(line);
    return this.#mayLeak ? "[secret]" : line;
  }
}
