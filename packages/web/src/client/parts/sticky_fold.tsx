import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";

/**
 * A fold that opens by itself where there is something to see in it, and that only a person closes:
 * it does not close under the hand that types in it.
 */
export function StickyFold(props: {
  readonly summary: ComponentChildren;
  readonly isNeeded: boolean;
  readonly children: ComponentChildren;
}): JSX.Element {
  const { summary, isNeeded, children } = props;
  const fold = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (isNeeded && fold.current !== null) fold.current.open = true;
  }, [isNeeded]);
  return (
    <details ref={fold}>
      <summary>{summary}</summary>
      <div class="stack">{children}</div>
    </details>
  );
}
