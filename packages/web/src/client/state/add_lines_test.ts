import { expect, it } from "@jest/globals";
import type { LogLine } from "../../api/log_api.ts";
import { addLines } from "./add_lines.ts";

const [first, second, third] = ["a", "b", "c"].map(
  (id): LogLine => ({ id, line: `11/26/26 12:00:00.000, ${id}`, at: null, event: null, text: id }),
) as [LogLine, LogLine, LogLine];

it("addLines() adds what has come, and nothing that was read already", () => {
  expect(addLines([first, second], [second, third])).toEqual([first, second, third]);
  expect(addLines([], [first])).toEqual([first]);
  expect(addLines([first], [])).toEqual([first]);
});
