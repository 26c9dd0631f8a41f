/** One header of every answer, and what it is against. */
export interface SecurityHeader {
  readonly name: string;
  readonly value: string;
  readonly against: string;
}

/** The policy of the page: nothing from elsewhere, no inline script or style, no frame around it. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join("; ");

/** The headers of every answer. There is no HSTS: a certificate of the unit's own would lock people out. */
export const SECURITY_HEADERS: readonly SecurityHeader[] = [
  {
    name: "content-security-policy",
    value: CONTENT_SECURITY_POLICY,
    against: "script that got into the page, and frames around it",
  },
  { name: "x-content-type-options", value: "nosniff", against: "an answer taken for another type" },
  { name: "x-frame-options", value: "DENY", against: "frames around the page, in old browsers" },
  { name: "referrer-policy", value: "no-referrer", against: "addresses told to others" },
  {
    name: "cross-origin-opener-policy",
    value: "same-origin",
    against: "a window of another page that holds on to this one",
  },
  {
    name: "cross-origin-resource-policy",
    value: "same-origin",
    against: "another page that embeds an answer",
  },
  {
    name: "permissions-policy",
    value: "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    against: "use of the visitor's machine",
  },
];

/** Adds them; an answer that is not a file of the page is never kept by a cache. */
export function addSecurityHeaders(headers: Headers): void {
  for (const { name, value } of SECURITY_HEADERS) headers.set(name, value);
  if (!headers.has("cache-control")) headers.set("cache-control", "no-store");
}
