import { tryParsePort } from "@fieldpost/core";
import { defaultHome, type ServeEvent, startServe } from "@fieldpost/runtime";
import type { Arguments } from "../arguments.ts";
import { CliFailure } from "../cli_failure.ts";
import type { CommandContext } from "../command.ts";
import { type PagesWish, type ServedPages, servePages } from "../serve_pages.ts";
import type { StartedPages } from "../start_pages.ts";
import { showLine } from "../text/show_text.ts";

/** What a person at the terminal has to know; the log has the rest. */
const SHOWN_AS_ERRORS: ReadonlySet<ServeEvent["kind"]> = new Set(["failure", "waiting", "trial"]);

const PAGE_OPTIONS = ["http-port", "bind", "https", "ports-file"] as const;

/** `serve`. */
export async function runServe(context: CommandContext): Promise<number> {
  const { io, words } = context;
  words.allowNoOperand("serve", "it takes options only");
  const wish = readPagesWish(words);
  const home = defaultHome(io.environment, io.platform);
  const teller = new Teller(context);
  let isReady: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    isReady = resolve;
  });
  const serve = await startServe({
    home,
    environment: io.environment,
    onLogFailure: ({ message }) => teller.warn(message),
    onEvent: (event) => {
      teller.tell(event);
      if (event.kind === "ready") isReady();
    },
  });
  const disarm = io.onStop?.(() => serve.stop());
  let pages: ServedPages | undefined;
  try {
    await Promise.race([ready, serve.ended]);
    if (wish !== undefined && io.loadPages !== undefined) {
      pages = await servePages(io.loadPages, {
        ...{ io, home, wish },
        tell: (started) => teller.tellPages(started),
        warn: (message) => teller.warnOfPages(message),
      });
    }
    teller.tellStart();
    await io.holdMemory?.();
    await serve.ended;
  } finally {
    disarm?.();
    await pages?.close();
  }
  return 0;
}

/** `undefined`: no pages are wanted. What is left out, the registry says. */
function readPagesWish(words: Arguments): PagesWish | undefined {
  for (const name of PAGE_OPTIONS) words.allowOneOf(["no-http", name]);
  if (words.has("no-http")) return undefined;
  return {
    httpPort: readHttpPort(words.value("http-port")),
    bind: words.value("bind"),
    isHttps: words.has("https") ? true : undefined,
    portsFile: words.value("ports-file"),
  };
}

function readHttpPort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = text === "0" ? 0 : tryParsePort(text);
  if (port !== undefined) return port;
  throw new CliFailure(
    "usage",
    "Cannot use --http-port: its value is no port, a number from 1 to 65535 or 0 for any is accepted",
  );
}

/** Says what happens: to a person what has to be known, to a program everything. */
class Teller {
  readonly #context: CommandContext;
  /** What nobody has done yet is told after the place where it is done. */
  #notSetUp: string | undefined;
  #isStarted = false;
  #hasPages = false;

  constructor(context: CommandContext) {
    this.#context = context;
  }

  tell({ kind, text, facts }: ServeEvent): void {
    const { io, isJson } = this.#context;
    if (isJson) this.#writeJson({ kind, text, ...facts });
    else if (kind === "ready") io.write(`${showLine(text)}.\n`);
    else if (kind === "not-set-up") this.#tellNotSetUp(text);
    else if (SHOWN_AS_ERRORS.has(kind)) this.warn(text);
  }

  /** The setup token goes to a person only; a program finds it in the ports file. */
  tellPages({ url, httpPort, setupToken, certificateFingerprint }: StartedPages): void {
    const { io, isJson } = this.#context;
    this.#hasPages = true;
    const text = `The pages are at ${url}`;
    if (isJson) {
      const fingerprint = certificateFingerprint ?? null;
      return this.#writeJson({ kind: "pages", text, url, port: httpPort, fingerprint });
    }
    io.write(`${showLine(text)}\n`);
    if (certificateFingerprint !== undefined) {
      io.write(`Their certificate has the SHA-256 fingerprint ${certificateFingerprint}\n`);
    }
    if (setupToken === undefined) return;
    io.write(`Setup token, which the page asks for once: ${setupToken}\n`);
  }

  /** The pages are there, or will not be. */
  tellStart(): void {
    this.#isStarted = true;
    if (this.#notSetUp !== undefined) this.#tellNotSetUp(this.#notSetUp);
  }

  #tellNotSetUp(text: string): void {
    this.#notSetUp = text;
    if (!this.#isStarted) return;
    const where = this.#hasPages ? "in the pages, or with" : "with";
    this.#context.io.write(`${showLine(text)}: set it up ${where} "fieldpost ipconfig".\n`);
  }

  warnOfPages(message: string): void {
    if (this.#context.isJson) this.#writeJson({ kind: "no-pages", text: message });
    else this.warn(message);
  }

  warn(text: string): void {
    this.#context.io.writeError(`fieldpost: ${showLine(text)}\n`);
  }

  #writeJson(line: Readonly<Record<string, unknown>>): void {
    this.#context.io.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
  }
}
