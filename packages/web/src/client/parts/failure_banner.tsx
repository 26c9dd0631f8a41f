import type { JSX } from "preact";
import type { ApiFailure } from "../api/api_result.ts";
import { coreSentences } from "../text/core_sentences.ts";
import { t } from "../text/t.ts";
import { Banner } from "./banner.tsx";
import { Button } from "./button.tsx";

/** Why a request came to nothing, in the viewer's words. */
export function failureWords(failure: ApiFailure): string {
  switch (failure.code) {
    case "unreachable":
      return t("failure.unreachable");
    case "unreadable":
      return t("failure.unreadable");
    case "too-many-attempts":
      return t("login.wait", { count: failure.retryAfterSeconds ?? 1 });
    default:
      return coreSentences.value.words(failure.message);
  }
}

/** A request that came to nothing, with a way to try again. */
export function FailureBanner(props: {
  readonly failure: ApiFailure | null;
  readonly onAgain?: () => void;
}): JSX.Element | null {
  const { failure, onAgain } = props;
  if (failure === null) return null;
  return (
    <Banner
      level="error"
      isAnnounced
      title={failureWords(failure)}
      actions={onAgain && <Button onClick={onAgain}>{t("failure.again")}</Button>}
    >
      {(failure.problems ?? []).map((problem) => (
        <p key={problem.code + problem.path}>{coreSentences.value.problem(problem)}</p>
      ))}
    </Banner>
  );
}
