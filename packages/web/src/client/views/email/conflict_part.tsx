import type { JSX } from "preact";
import { ConflictList } from "../../draft/conflict_list.tsx";
import { conflicts, settleConflict } from "../../draft/email_draft.ts";
import { conflictAuthors } from "./save_draft.ts";

/** What somebody else has changed on this page meanwhile. */
export function ConflictPart(): JSX.Element {
  return (
    <ConflictList
      conflicts={conflicts.value}
      authors={conflictAuthors.value}
      settle={settleConflict}
    />
  );
}
