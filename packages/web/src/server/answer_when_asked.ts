import type { RequestListener } from "node:http";

/**
 * Loads what answers requests with the first of them: a unit whose pages nobody looks at does not
 * hold in memory what they are made of.
 *
 * A request that comes while it loads waits. When it cannot be loaded the request is answered with
 * 500, and the next one tries again.
 */
export function answerWhenAsked(
  load: () => Promise<RequestListener>,
  onError: (error: unknown) => void,
): RequestListener {
  let loading: Promise<RequestListener> | undefined;
  return (incoming, outgoing) => {
    loading ??= load();
    loading.then(
      (answer) => answer(incoming, outgoing),
      (error: unknown) => {
        loading = undefined;
        onError(error);
        outgoing.writeHead(500).end();
      },
    );
  };
}
