import { createHash } from "node:crypto";

const LONGEST = 80;
const RESERVED_REGEXP = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * Makes a name for a file or folder out of any text: letters, digits, `.`, `_` and `-`, never
 * hidden, never a path, never a device.
 *
 * A text that had to be changed gets a mark of its own, so that two of them keep apart.
 */
export function safeFileName(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/-{2,}/g, "-")
    .replace(/^[.-]+|[.-]+$/g, "");
  const short = plain.slice(0, LONGEST).replace(/[.-]+$/, "");
  const isFine = short !== "" && short === text && !RESERVED_REGEXP.test(short);
  return isFine
    ? short
    : `${short === "" ? "unnamed" : short}-${markOf(text)}`.replace(RESERVED_REGEXP, "_$&");
}

function markOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
