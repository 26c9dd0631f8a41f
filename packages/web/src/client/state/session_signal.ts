import { type Signal, signal } from "@preact/signals";

const resets: (() => void)[] = [];

/**
 * A signal for what somebody types or is told in a session: it stays while pages change and while a
 * session that has expired is renewed, and is forgotten when somebody signs out.
 */
export function sessionSignal<T>(initial: T): Signal<T> {
  const made = signal(initial);
  resets.push(() => {
    made.value = initial;
  });
  return made;
}

/** Forgets what was typed and told: whoever signs in next is perhaps somebody else. */
export function forgetSession(): void {
  for (const reset of resets) reset();
}
