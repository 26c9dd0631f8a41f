import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";

/** One step of the set-up, numbered as the guide numbers it. */
export function StepCard(props: {
  readonly number: number;
  readonly title: string;
  readonly intro?: ComponentChildren;
  readonly children: ComponentChildren;
  readonly id?: string;
}): JSX.Element {
  const own = useId();
  const { number, title, intro, children, id = own } = props;
  return (
    <section class="card step" aria-labelledby={`${id}-title`} id={id}>
      <header class="step-head">
        <span class="step-number" aria-hidden="true">
          {number}
        </span>
        <h2 id={`${id}-title`} tabIndex={-1}>
          <span class="visually-hidden">{number}. </span>
          {title}
        </h2>
      </header>
      {intro !== undefined && <p class="step-intro">{intro}</p>}
      <div class="stack">{children}</div>
    </section>
  );
}
