import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Answers whether the component is still on the page: an answer may come when the dialog that asked
 * was closed long ago, and another one is open.
 */
export function useIsShown(): () => boolean {
  const isShown = useRef(true);
  useLayoutEffect(
    () => () => {
      isShown.current = false;
    },
    [],
  );
  return () => isShown.current;
}
