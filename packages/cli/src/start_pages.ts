import type { ConsoleTerminal } from "./console_terminal.ts";

/** What configuration pages are started with; what is left out, the registry says. */
export interface StartPagesOptions {
  readonly home: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** 0 takes any port that is free. */
  readonly httpPort?: number | undefined;
  readonly bind?: string | undefined;
  readonly isHttps?: boolean | undefined;
  /** The console of the command, on a terminal that is in a page. */
  readonly console?: (terminal: ConsoleTerminal) => Promise<void>;
  /** Told when the first password has been set: the setup token is spent. */
  readonly onSetUp?: () => Promise<void>;
}

/** Pages that are served. */
export interface StartedPages {
  readonly httpPort: number;
  readonly url: string;
  /** Sets the first password; `undefined` when one is set. */
  readonly setupToken: string | undefined;
  /** SHA-256 of the certificate, as browsers show it, where the pages come over HTTPS only. */
  readonly certificateFingerprint: string | undefined;
  close(): Promise<void>;
}

/**
 * Starts the configuration pages. The program that composes the parts hands it over: this package
 * knows no other adapter.
 *
 * *Diagnostics*: an error whose name ends in `Failure` says in its message what a person can do.
 */
export type StartPages = (options: StartPagesOptions) => Promise<StartedPages>;
