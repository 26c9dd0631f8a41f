import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { session } from "../state/session_state.ts";
import { hasMoved } from "./page_move.ts";

/**
 * The title of a page, its one first-level heading. After a move from another page it takes the
 * focus, so that keyboard and screen reader begin where the new page begins.
 */
export function PageHead(props: {
  readonly title: string;
  /** One sentence of what the page is for. */
  readonly intro?: ComponentChildren;
  readonly actions?: ComponentChildren;
}): JSX.Element {
  const { title, intro, actions } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  const unitName = session.value?.unitName ?? "Fieldpost";
  useEffect(() => {
    document.title = `${title} · ${unitName}`;
  }, [title, unitName]);
  // At once: later it would take the focus from whoever has begun to work already.
  useLayoutEffect(() => {
    if (hasMoved()) heading.current?.focus();
  }, []);
  return (
    <header class="page-head">
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {intro !== undefined && <p class="page-intro">{intro}</p>}
      </div>
      {actions !== undefined && <div class="page-actions">{actions}</div>}
    </header>
  );
}
