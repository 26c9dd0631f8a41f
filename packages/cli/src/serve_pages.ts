import { removePortsFile, writePortsFile } from "@fieldpost/runtime";
import type { Io } from "./io.ts";
import { describeFault } from "./report_failure.ts";
import type { StartedPages, StartPages, StartPagesOptions } from "./start_pages.ts";

/** How the pages are wanted on the command line. */
export interface PagesWish extends Pick<StartPagesOptions, "httpPort" | "bind" | "isHttps"> {
  /** Told where the pages are. */
  readonly portsFile: string | undefined;
}

/** What serving the pages takes. */
export interface ServePagesOptions {
  readonly io: Io;
  readonly home: string;
  readonly wish: PagesWish;
  /** Told once they are there. */
  readonly tell: (pages: StartedPages) => void;
  /** Told what keeps them away, or their file. */
  readonly warn: (message: string) => void;
}

/** Pages that are served beside the mail. */
export interface ServedPages {
  close(): Promise<void>;
}

/**
 * Serves the pages beside the mail.
 *
 * *Diagnostics*: nothing throws. A unit without pages still sends, so what keeps them away is told.
 */
export async function servePages(
  load: () => Promise<StartPages>,
  options: ServePagesOptions,
): Promise<ServedPages> {
  const { io, home, wish, tell, warn } = options;
  const { portsFile, ...wanted } = wish;
  const write = async (pages: StartedPages, setupToken: string | undefined): Promise<void> => {
    if (portsFile === undefined) return;
    const { httpPort: http, url } = pages;
    try {
      await writePortsFile(portsFile, { http, url, setupToken: setupToken ?? null });
    } catch (error) {
      warn(describePagesFault(error));
    }
  };
  try {
    const startPages = await load();
    const { openConsoleOn } = await import("./open_console_on.ts");
    const { environment } = io;
    const pages: StartedPages = await startPages({
      ...{ home, environment, ...wanted },
      console: (terminal) => openConsoleOn(terminal, { home, environment }),
      onSetUp: () => write(pages, undefined),
    });
    await write(pages, pages.setupToken);
    tell(pages);
    return {
      close: async () => {
        await pages.close();
        if (portsFile !== undefined) await removePortsFile(portsFile);
      },
    };
  } catch (error) {
    // Whoever has switched them off knows it.
    if (!isSwitchedOff(error)) warn(describePagesFault(error));
    return { close: async () => undefined };
  }
}

/** The pages come with a runtime of their own, so its failures are known by their name. */
function describePagesFault(error: unknown): string {
  const isKnown = error instanceof Error && error.name.endsWith("Failure");
  return isKnown ? error.message : describeFault(error);
}

function isSwitchedOff(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "disabled";
}
