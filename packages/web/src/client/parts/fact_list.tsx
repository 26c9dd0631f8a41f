import type { ComponentChildren, JSX } from "preact";

/** A fact and what it is about; without a value it is left out. */
export interface Fact {
  readonly label: string;
  readonly value: ComponentChildren | undefined;
}

/** Facts about one thing, label by label. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }): JSX.Element {
  return (
    <dl class="pairs">
      {facts
        .filter(({ value }) => value !== undefined)
        .map(({ label, value }) => [
          <dt key={`${label}-label`}>{label}</dt>,
          <dd key={`${label}-value`}>{value}</dd>,
        ])}
    </dl>
  );
}
