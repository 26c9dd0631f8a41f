import { domainToASCII } from "node:url";

/** The conversion that the platform passes in; `undefined` where it refuses. */
export function toAscii(unicode: string): string | undefined {
  const ascii = domainToASCII(unicode);
  return ascii === "" ? undefined : ascii;
}
