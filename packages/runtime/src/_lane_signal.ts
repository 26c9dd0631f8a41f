/** How a pass is ended before its time. */
export interface PassSignals {
  /** Ends the pass at once: what is under way is cut off and given back. */
  readonly signal?: AbortSignal | undefined;
  /** Ends the pass in peace: what is under way is finished, nothing more is begun. */
  readonly stop?: AbortSignal | undefined;
}

/** Whether a pass has been told to end. */
export function isEnding({ signal, stop }: PassSignals): boolean {
  return signal?.aborted === true || stop?.aborted === true;
}

/** Cuts a connection off that has to, or one that may stop and carries nothing yet. */
export function laneSignal(
  { signal, stop }: PassSignals,
  isIdle: () => boolean,
): { readonly signal: AbortSignal; readonly close: () => void } {
  const cut = new AbortController();
  const onSignal = () => cut.abort();
  const onStop = () => {
    if (isIdle()) cut.abort();
  };
  signal?.addEventListener("abort", onSignal);
  stop?.addEventListener("abort", onStop);
  if (signal?.aborted === true) onSignal();
  if (stop?.aborted === true) onStop();
  const close = () => {
    signal?.removeEventListener("abort", onSignal);
    stop?.removeEventListener("abort", onStop);
  };
  return { signal: cut.signal, close };
}

/** A signal that comes with either of the two. */
export function endSignal({ signal, stop }: PassSignals): AbortSignal {
  return AbortSignal.any([signal, stop].filter((each) => each !== undefined));
}
