/** A terminal in a page: what is typed there comes in, what is shown there goes out. */
export interface PageTerminal {
  /** Who sits there, for log and history. */
  readonly user: string;
  /** Its size in characters now. */
  size(): { readonly columns: number; readonly rows: number };
  /** Calls this whenever the size has changed. */
  onResize(act: () => void): void;
  /** Calls this with what is typed, as a terminal in raw mode sends it. */
  onInput(act: (text: string) => void): void;
  /** Shows a text; resolves when there is room for more. */
  write(text: string): Promise<void>;
  /** Aborted when nobody sits there any more. */
  readonly closed: AbortSignal;
}
