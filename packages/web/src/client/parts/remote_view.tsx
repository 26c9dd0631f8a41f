import type { ComponentChildren, JSX } from "preact";
import { liveState } from "../state/live_connection.ts";
import { type RemoteState, useRemote } from "../state/remote_state.ts";
import { FailureBanner } from "./failure_banner.tsx";
import { Skeleton } from "./skeleton.tsx";

/** What depends on a state of the unit: its shape while it is read, a failure with another try, itself. */
export function RemoteView<T>(props: {
  readonly state: RemoteState<T>;
  readonly children: (value: T) => ComponentChildren;
}): JSX.Element {
  const { state, children } = props;
  const value = useRemote(state);
  // That the connection is lost is said above every page; what was read before is still shown.
  const isSaid = value !== null && liveState.value.status === "lost";
  const failure = isSaid ? null : state.failure.value;
  return (
    <>
      <FailureBanner failure={failure} onAgain={() => void state.load()} />
      {value === null ? failure === null && <Skeleton lines={6} /> : children(value)}
    </>
  );
}
