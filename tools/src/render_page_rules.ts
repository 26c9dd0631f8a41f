import { PAGE_CONSOLE_RULES } from "@fieldpost/cli";
import { ACCESS_RULES, BIND_RULES, LOGIN_BACKOFF, REQUEST_RULES } from "@fieldpost/core";
import { ATTACKS, SECURITY_HEADERS } from "@fieldpost/web";
import { markdownTable } from "./markdown_table.ts";

/** Renders which role may do what. */
export function renderAccessRules(): string {
  return markdownTable(
    ["access", "is", "nobody", "viewer", "control", "administrator"],
    ACCESS_RULES.map(({ access, meaning, ...may }) => [
      access,
      meaning,
      ...[may.nobody, may.viewer, may.control, may.administrator].map((each) =>
        each ? "yes" : "",
      ),
    ]),
  );
}

/** Renders where the pages may be served. */
export function renderBindRules(): string {
  return markdownTable(
    ["rule", "when", "then"],
    BIND_RULES.map(({ id, when, refusal }) => [id, when, refusal ?? "They are served."]),
  );
}

/** Renders which requests are refused before anything of them is read. */
export function renderRequestRules(): string {
  return markdownTable(
    ["rule", "code", "when"],
    REQUEST_RULES.map(({ id, code, when }) => [id, `\`${code}\``, when]),
  );
}

/** Renders how long failed logins make wait. */
export function renderLoginBackoff(): string {
  return markdownTable(
    [
      "counted by",
      "failures without a wait",
      "first wait, then doubled",
      "longest wait",
      "forgotten after",
    ],
    LOGIN_BACKOFF.map(({ subject, free, firstMs, mostMs, forgetMs }) => [
      subject,
      String(free - 1),
      `${firstMs / 1000} s`,
      `${mostMs / 1000} s`,
      `${forgetMs / 60_000} min`,
    ]),
  );
}

/** Renders the headers of every answer. */
export function renderSecurityHeaders(): string {
  return markdownTable(
    ["header", "value", "against"],
    SECURITY_HEADERS.map(({ name, value, against }) => [`\`${name}\``, `\`${value}\``, against]),
  );
}

/** Renders the attacks that the tests try. */
export function renderAttacks(): string {
  return markdownTable(
    ["attack", "tried as", "what comes of it"],
    ATTACKS.map(({ name, tried, result }) => [name, tried, result]),
  );
}

/** Renders what the console in a page refuses. */
export function renderConsoleRules(): string {
  return markdownTable(
    ["command", "is refused, because"],
    PAGE_CONSOLE_RULES.map(({ use, why }) => [`\`${use}\``, why]),
  );
}
