/** What the browser says over the WebSocket `/api/v1/console`: text frames, each one JSON object. */
export type ConsoleInput =
  /** What is typed or pasted, as a terminal in raw mode sends it. */
  | { readonly kind: "input"; readonly text: string }
  | { readonly kind: "resize"; readonly columns: number; readonly rows: number };

/** What the unit says. */
export type ConsoleOutput =
  | { readonly kind: "output"; readonly text: string }
  /** The last message; the connection closes. */
  | { readonly kind: "end"; readonly reason: ConsoleEnd };

/**
 * Why a console has ended: it was left, nothing was typed for too long, the session is over, there are
 * too many, the unit has none, the reader is too slow, a message was not understood, the unit stops.
 */
export type ConsoleEnd =
  | "exit"
  | "idle"
  | "session"
  | "too-many"
  | "none"
  | "slow"
  | "protocol"
  | "stopped";
