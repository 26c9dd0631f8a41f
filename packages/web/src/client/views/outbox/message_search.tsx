import { MESSAGE_STATES } from "@fieldpost/core";
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { QueueState } from "../../../api/queue_api.ts";
import { SelectField } from "../../parts/select_field.tsx";
import { TextField } from "../../parts/text_field.tsx";
import { lastQueueEvent } from "../../state/apply_live_event.ts";
import { type RemoteState, remoteState } from "../../state/remote_state.ts";
import { sessionSignal } from "../../state/session_signal.ts";
import { t } from "../../text/t.ts";

/** What messages are looked for by; it stays while one of them is looked at. */
export const search: Signal<{ readonly text: string; readonly state: string }> = sessionSignal({
  text: "",
  state: "",
});

/** Looks for the messages that stand so, and for nothing else; for none in particular if it is no state. */
export function lookFor(state: string): void {
  search.value = { text: "", state: MESSAGE_STATES.find((each) => each === state) ?? "" };
}

/** How long somebody has to stop typing before the unit is asked. */
const PAUSE_MS = 250;

/** The path of what is looked for; `null` when nothing is. */
export function searchPath({ text, state }: typeof search.value): string | null {
  const words = text.trim();
  if (words === "" && state === "") return null;
  const query = new URLSearchParams();
  if (words !== "") query.set("search", words);
  if (state !== "") query.set("state", state);
  return `/queue?${query}`;
}

/** The fields of a search in the outbox. */
export function MessageSearch(): JSX.Element {
  const { text, state } = search.value;
  return (
    <search class="toolbar">
      <TextField
        id="outbox-search"
        type="search"
        label={t("outbox.search")}
        value={text}
        onInput={(value) => {
          search.value = { text: value.slice(0, 200), state };
        }}
      />
      <SelectField
        id="outbox-state"
        label={t("outbox.state")}
        value={state}
        options={[
          { value: "", label: t("outbox.anyState") },
          ...MESSAGE_STATES.map((each) => ({ value: each, label: t(`outbox.phase.${each}`) })),
        ]}
        onChange={(value) => {
          search.value = { text, state: value };
        }}
      />
    </search>
  );
}

/** The last value that has not changed for a moment. */
export function useSettled<T>(value: T): T {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/** What the unit finds, read anew whenever something happens in its queue. */
export function useFound(path: string): RemoteState<QueueState> {
  const found = useMemo(() => remoteState<QueueState>(path), [path]);
  useEffect(() => {
    const seen = lastQueueEvent.peek();
    let [isReading, isStale] = [false, false];
    const read = async (): Promise<void> => {
      isReading = true;
      while (isStale) {
        isStale = false;
        await found.reload();
      }
      isReading = false;
    };
    const stop = lastQueueEvent.subscribe((event) => {
      if (event === seen) return;
      isStale = true;
      if (!isReading) void read();
    });
    return () => {
      isStale = false;
      stop();
      found.forget();
    };
  }, [found]);
  return found;
}
