import { type ReadonlySignal, type Signal, signal } from "@preact/signals";

/** Where the viewer is: `#/outbox/a1b2?tab=journal`. */
export interface Route {
  /** `outbox`; `""` for the start. */
  readonly page: string;
  /** What stands behind it, decoded. */
  readonly rest: readonly string[];
  readonly query: URLSearchParams;
}

/** Asks whether the page may be left; answers whether it may. */
export type LeaveGuard = (next: Route) => Promise<boolean>;

const current: Signal<Route> = signal(parseRoute(""));
let guard: LeaveGuard | undefined;
let shownHash = "";
let isPassing = false;

/** The route that is shown. */
export const route: ReadonlySignal<Route> = current;

/** Reads a fragment; what cannot be decoded is taken as it stands. */
export function parseRoute(hash: string): Route {
  const [path = "", query = ""] = hash.replace(/^#?\/?/u, "").split("?");
  const [page = "", ...rest] = path.split("/").map(decode);
  return { page, rest, query: new URLSearchParams(query) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address of a page, for links. */
export function hrefTo(page: string, ...rest: readonly string[]): string {
  return `#/${[page, ...rest].map(encodeURIComponent).join("/")}`;
}

/** Goes to an address without asking anybody. */
export function goTo(href: string): void {
  isPassing = href !== location.hash;
  location.hash = href;
}

/** Takes the query out of the address: what it asked for is done, and a way back does not do it again. */
export function forgetQuery(): void {
  const { page, rest } = current.peek();
  history.replaceState(null, "", hrefTo(page, ...rest));
  show(location.hash);
}

/** Sets who is asked before the page is left; `undefined` asks nobody. */
export function guardLeaving(next: LeaveGuard | undefined): void {
  guard = next;
}

/** Follows the address from now on. */
export function startRouter(): void {
  addEventListener("hashchange", () => void follow());
  show(location.hash);
}

function show(hash: string): void {
  shownHash = hash;
  current.value = parseRoute(hash);
}

async function follow(): Promise<void> {
  const wanted = location.hash;
  if (wanted === shownHash) return;
  const next = parseRoute(wanted);
  const mayPass = isPassing || guard === undefined || next.page === current.peek().page;
  isPassing = false;
  if (mayPass) return show(wanted);
  // The address goes back until there is an answer; it is what the viewer still sees.
  history.replaceState(null, "", shownHash === "" ? "#/" : shownHash);
  if (await guard?.(next)) goTo(wanted);
}
