import type { IncomingMessage } from "node:http";

/** How a session's cookie is called: over HTTPS the prefix ties it to this host (RFC 6265bis, 4.1.3). */
export function sessionCookieName(port: number, isSecure: boolean): string {
  // Cookies know no ports: several units on one host would log each other out.
  return `${isSecure ? "__Host-" : ""}fieldpost-${port}`;
}

/** The value of a cookie; the first one of that name counts. */
export function readCookie(incoming: IncomingMessage, name: string): string | undefined {
  for (const part of (incoming.headers.cookie ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

/** Writes a session's cookie; without a secret it is taken away. */
export function formatSessionCookie(
  secret: string | undefined,
  { port, isSecure }: { readonly port: number; readonly isSecure: boolean },
): string {
  const parts = [
    `${sessionCookieName(port, isSecure)}=${secret ?? ""}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Strict",
  ];
  if (isSecure) parts.push("Secure");
  if (secret === undefined) parts.push("Max-Age=0");
  return parts.join("; ");
}
