import type { JSX } from "preact";

/** The pictures that there are; each stands beside words, never instead of them. */
export type IconName =
  | "overview"
  | "email"
  | "events"
  | "outbox"
  | "registry"
  | "console"
  | "log"
  | "users"
  | "ok"
  | "warning"
  | "error"
  | "info"
  | "lock"
  | "unlock"
  | "clock"
  | "menu"
  | "close"
  | "send"
  | "undo";

const PATHS: Readonly<Record<IconName, string>> = {
  overview: "M3 12l9-8 9 8M5 10v10h5v-6h4v6h5V10",
  email: "M3 6h18v12H3zM3 7l9 6 9-6",
  events: "M13 3L5 14h6l-1 7 8-11h-6z",
  outbox: "M4 13v6h16v-6M12 15V4M8 8l4-4 4 4",
  registry: "M4 5h6v4H4zM14 10h6v4h-6zM14 16h6v4h-6zM7 9v9h7M7 12h7",
  console: "M3 5h18v14H3zM7 9l3 3-3 3M12 15h5",
  log: "M5 4h14v16H5zM8 8h8M8 12h8M8 16h5",
  users:
    "M9 11a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM3 20c0-4 2.5-6 6-6s6 2 6 6M16 5a3 3 0 010 6M17 14c2.500.5 4 2.500 4 6",
  ok: "M12 21a9 9 0 100-18 9 9 0 000 18zM8 12l3 3 5-6",
  warning: "M12 4L2.500 20h19zM12 10v5M12 17.500v.1",
  error: "M8 3h8l5 5v8l-5 5H8l-5-5V8zM9 9l6 6M15 9l-6 6",
  info: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 11v5M12 8v.1",
  lock: "M6 11h12v9H6zM8 11V8a4 4 0 018 0v3",
  unlock: "M6 11h12v9H6zM8 11V7a4 4 0 017.500-2",
  clock: "M12 21a9 9 0 100-18 9 9 0 000 18zM12 7v5l3 2",
  menu: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6L6 18",
  send: "M3 11l18-8-7 18-3-7zM11 14l10-11",
  undo: "M8 5L4 9l4 4M4 9h10a6 6 0 010 12h-3",
};

/** A picture in the colour of the text around it, hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
