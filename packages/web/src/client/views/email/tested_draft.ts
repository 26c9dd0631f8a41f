import { computed, type ReadonlySignal, type Signal } from "@preact/signals";
import type { SecretDraft } from "../../draft/draft_settings.ts";
import { typedSecret, unsavedCount, wishes } from "../../draft/email_draft.ts";
import { sessionSignal } from "../../state/session_signal.ts";

/** What was typed when a test began. */
export interface TestedDraft {
  readonly wishes: string;
  readonly secret: SecretDraft;
}

type Outcome = "delivered" | "failed";

/** How the last test ended, if it was one of what is typed; `changed` when something was typed since. */
export type TestOutcome = Outcome | "changed" | "none";

interface EndedTest {
  readonly draft: TestedDraft;
  readonly outcome: Outcome;
}

const last: Signal<EndedTest | null> = sessionSignal<EndedTest | null>(null);

/** What is typed, as a test finds it. */
export function draftNow(): TestedDraft {
  return { wishes: JSON.stringify(wishes.value), secret: typedSecret.value };
}

/** Takes note of how a test has ended; what was typed meanwhile was not in it. */
export function noteTest(draft: TestedDraft, outcome: Outcome): void {
  last.value = { draft, outcome };
}

/** What is known of what is typed now. */
export const testOfDraft: ReadonlySignal<TestOutcome> = computed(() => {
  if (last.value === null) return "none";
  const { draft, outcome } = last.value;
  const now = draftNow();
  return draft.wishes === now.wishes && draft.secret === now.secret ? outcome : "changed";
});

/** Keeps a test in force when what it has tried is stored, and nothing else was typed since. */
export function keepTest(outcome: TestOutcome): void {
  if (unsavedCount.peek() > 0) return;
  if (outcome === "delivered" || outcome === "failed") noteTest(draftNow(), outcome);
}
