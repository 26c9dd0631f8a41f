import { ANY_RANGE, readWholeNumber } from "./_read_whole_number.ts";
import { type Reading, refused } from "./_reading.ts";

/** Numbers that one list may hold. */
const LIST_LIMIT = 20;

/** Reads whole numbers in a range, separated by commas; at least one. */
export function readNumberList(
  text: string,
  range: readonly [number, number] = ANY_RANGE,
): Reading<readonly number[]> {
  const parts = text.split(",").map((part) => part.trim());
  const accepted = `up to ${LIST_LIMIT} numbers from ${range[0]} to ${range[1]} with commas between are accepted`;
  if (parts.length > LIST_LIMIT) return refused("it has too many numbers", accepted);
  const values: number[] = [];
  for (const part of parts) {
    const reading = readWholeNumber(part, range);
    if ("fault" in reading) return refused("a part of it is no such number", accepted);
    values.push(reading.value);
  }
  return { value: values };
}
