/** Work of which somebody is told as it goes on. */
export interface RunningSteps<Step> {
  /** Aborted when nobody wants it any more. */
  readonly signal: AbortSignal;
  /** Tells a step. */
  readonly tell: (step: Step) => void;
}

/**
 * Begins work, and gives what it tells as it comes. When nobody takes any more of it the work is told
 * so by its signal, and is waited for.
 */
export async function* runSteps<Step>(
  signal: AbortSignal,
  work: (steps: RunningSteps<Step>) => Promise<void>,
): AsyncGenerator<Step> {
  const told: Step[] = [];
  const over = new AbortController();
  let wake = (): void => undefined;
  let isDone = false;
  const abort = (): void => over.abort();
  signal.addEventListener("abort", abort, { once: true });
  if (signal.aborted) abort();
  const tell = (step: Step): void => {
    told.push(step);
    wake();
  };
  const working = work({ signal: over.signal, tell }).finally(() => {
    isDone = true;
    wake();
  });
  // Whoever stops taking is not told of its failure.
  working.catch(() => undefined);
  try {
    for (;;) {
      const step = told.shift();
      if (step !== undefined) yield step;
      else if (isDone) return await working;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  } finally {
    signal.removeEventListener("abort", abort);
    abort();
    await working.catch(() => undefined);
  }
}
