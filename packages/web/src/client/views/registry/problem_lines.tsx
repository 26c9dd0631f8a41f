import type { Problem } from "@fieldpost/core";
import type { JSX } from "preact";
import { coreSentences } from "../../text/core_sentences.ts";

/** Problems of a document, each with its line. */
export function ProblemLines(props: { readonly problems: readonly Problem[] }): JSX.Element | null {
  if (props.problems.length === 0) return null;
  return (
    <ul>
      {props.problems.map((problem) => (
        <li key={`${problem.line ?? 0}-${problem.code}-${problem.path}`}>
          {coreSentences.value.problem(problem)}
        </li>
      ))}
    </ul>
  );
}
