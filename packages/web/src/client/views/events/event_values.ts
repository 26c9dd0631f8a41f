import { isEventValueName } from "@fieldpost/core";

/** Whether an event may come with values: the unit raises Boot, and gives it none. */
export function hasValues(event: string): boolean {
  return event !== "Boot";
}

/** The first line that is no value of an event, if there is one. */
export function unreadableValue(text: string): string | undefined {
  return text
    .split("\n")
    .map((line) => line.trim())
    .find((line) => line !== "" && Object.keys(readEventValues(line)).length === 0);
}

/** Reads values of an event as they are typed, `level=80` on a line each; what is none is left out. */
export function readEventValues(text: string): Readonly<Record<string, string>> {
  const pairs = text.split("\n").flatMap((line): [string, string][] => {
    const at = line.indexOf("=");
    const name = line.slice(0, at).trim();
    return at > 0 && isEventValueName(name) ? [[name, line.slice(at + 1).trim()]] : [];
  });
  return Object.fromEntries(pairs);
}
