import { readAddressLiteral } from "./_read_address_literal.ts";
import { readHostName } from "./_read_host_name.ts";
import { type Reading, refused } from "./_reading.ts";

const ACCEPTED = "a full name like unit7.example.com or [192.0.2.7] is accepted";

// What distributions call a machine nobody named; servers refuse or drop who says it.
const NAMES_OF_EVERY_MACHINE: readonly string[] = [
  "localhost.localdomain",
  "localhost6.localdomain6",
];

function noConversion(): undefined {
  return undefined;
}

/** Reads a HELO name: the parser behind the functions of `helo_name.ts`. */
export function readHeloName(text: string): Reading<string> {
  if (text.startsWith("[")) return readAddressLiteral(text);
  const host = readHostName(text, noConversion);
  if ("fault" in host) return refused(host.fault.is, ACCEPTED);
  const { kind, text: name, isLoopback } = host.value;
  if (kind !== "name") return refused("an IP address needs brackets here", ACCEPTED);
  if (isLoopback || NAMES_OF_EVERY_MACHINE.includes(name)) {
    return refused("every machine has this name", ACCEPTED);
  }
  if (!name.includes(".")) return refused("it has no domain", ACCEPTED);
  return { value: name };
}
