import type { FaultBook } from "../faults/fault_book.ts";
import type { FaultPoint } from "../faults/fault_rule.ts";
import { resolveFault } from "../faults/fault_spec.ts";
import type { FaultControl } from "./start_mock_smtp.ts";

/** Lets a caller put faults into a book, all of which it later can take out again. */
export function faultControl(
  book: FaultBook,
  applies?: (point: FaultPoint) => boolean,
): FaultControl {
  let handles: ReturnType<FaultBook["add"]>[] = [];
  return {
    add: (...specs) => {
      const added = specs
        .flatMap((spec) => resolveFault(spec))
        .map((rule) => book.add(rule, applies));
      handles = [...handles, ...added];
      return {
        get fired() {
          return added.reduce((sum, it) => sum + it.fired, 0);
        },
        remove: () => {
          for (const handle of added) {
            handle.remove();
          }
        },
      };
    },
    clear: () => {
      for (const handle of handles) {
        handle.remove();
      }
      handles = [];
    },
  };
}
