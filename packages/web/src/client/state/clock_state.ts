import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";

const SECOND_MS = 1000;
const COARSE_MS = 15_000;

const browserNow: Signal<number> = signal(Date.now());
const offset: Signal<number> = signal(0);

/** The unit's time in milliseconds, to the second: what the unit says is dated by its own clock. */
export const unitNow: ReadonlySignal<number> = computed(() => browserNow.value + offset.value);

/** As {@linkcode unitNow}, but changing seldom, for "5 minutes ago". */
export const coarseNow: ReadonlySignal<number> = computed(
  () => Math.floor(unitNow.value / COARSE_MS) * COARSE_MS,
);

/** Lets the time pass. */
export function startClock(): void {
  setInterval(() => {
    browserNow.value = Date.now();
  }, SECOND_MS);
}

/** Learns what time the unit believes it is. */
export function noteUnitTime(iso: string): void {
  const at = Date.parse(iso);
  if (!Number.isNaN(at)) offset.value = at - Date.now();
}
