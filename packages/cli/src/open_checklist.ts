import type { CheckProgress, CheckStep } from "@fieldpost/runtime";
import type { Io } from "./io.ts";
import type { Paint } from "./text/paint.ts";
import { hasEnded, renderEnded, renderStep } from "./text/render_check.ts";

type Shown = CheckStep | CheckProgress;

const FRAME_MS = 120;

// "[warn]"
const MARK_WIDTH = 6;

/** Shows the steps of a check while they go on. */
export interface Checklist {
  update(step: Shown): void;
  /** Shows every step that has ended, whole. */
  close(): void;
}

/** Runs something again and again, until the answer is called. */
export type StartTicking = (tick: () => void) => () => void;

/**
 * Opens the list of steps: on a terminal with room every step has a line that changes in place;
 * elsewhere a line is written when its step and all before it have ended.
 */
export function openChecklist(
  io: Io,
  paint: Paint,
  startTicking: StartTicking = startTimer,
): Checklist {
  const isDumb = io.environment["TERM"] === "dumb";
  const size = io.isOutputTerminal && !isDumb ? io.terminalSize?.() : undefined;
  if (size === undefined) return new PlainChecklist(io, paint);
  return new LiveChecklist({ io, paint, ...size, startTicking });
}

function startTimer(tick: () => void): () => void {
  const timer = setInterval(tick, FRAME_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Lines in the order of the list, each written once. */
class PlainChecklist implements Checklist {
  readonly #io: Io;
  readonly #paint: Paint;
  readonly #steps = new Map<string, Shown>();
  #written = 0;

  constructor(io: Io, paint: Paint) {
    this.#io = io;
    this.#paint = paint;
  }

  update(step: Shown): void {
    this.#steps.set(step.id, step);
    for (const next of [...this.#steps.values()].slice(this.#written)) {
      if (!hasEnded(next)) return;
      this.#io.write(renderEnded(next, this.#paint));
      this.#written += 1;
    }
  }

  close(): void {
    // Everything that has ended is written already.
  }
}

interface LiveOptions {
  readonly io: Io;
  readonly paint: Paint;
  readonly columns: number;
  readonly rows: number;
  readonly startTicking: StartTicking;
}

/**
 * A line per step on a terminal. A line never fills the last column, so it never wraps; of a list
 * that is longer than the terminal only the end is kept in place.
 */
class LiveChecklist implements Checklist {
  readonly #options: LiveOptions;
  readonly #steps = new Map<string, Shown>();
  readonly #stopTicking: () => void;
  #screen: string[] = [];
  #frame = 0;

  constructor(options: LiveOptions) {
    this.#options = options;
    this.#stopTicking = options.startTicking(() => {
      this.#frame += 1;
      this.#draw();
    });
  }

  update(step: Shown): void {
    this.#steps.set(step.id, step);
    if (step.status !== "waiting") this.#draw();
  }

  close(): void {
    this.#stopTicking();
    const { io, paint } = this.#options;
    const ended = [...this.#steps.values()].filter(hasEnded);
    io.write(this.#erase() + ended.map((step) => renderEnded(step, paint)).join(""));
    this.#screen = [];
  }

  #draw(): void {
    const { io, rows } = this.#options;
    const lines = [...this.#steps.values()].slice(-(rows - 1)).map((step) => this.#lineOf(step));
    if (this.#screen.length !== lines.length) {
      io.write(this.#erase() + lines.map((line) => `${line}\n`).join(""));
    } else io.write(lines.map((line, index) => this.#replace(line, index)).join(""));
    this.#screen = lines;
  }

  #erase(): string {
    const { length } = this.#screen;
    return length === 0 ? "" : `\u001b[${length}A\r\u001b[J`;
  }

  #replace(line: string, index: number): string {
    if (this.#screen[index] === line) return "";
    const distance = this.#screen.length - index;
    return `\u001b[${distance}A\r\u001b[2K${line}\r\u001b[${distance}B`;
  }

  #lineOf(step: Shown): string {
    const { paint, columns } = this.#options;
    const bare = renderStep(step, (_, text) => text, this.#frame);
    // A character of unknown width would let the line wrap.
    const narrow = bare.replace(/[^\u0020-\u007e]/gu, "?").slice(0, columns - 1);
    if (step.status === "waiting" || step.status === "skipped") return paint("faint", narrow);
    const mark = renderStep({ ...step, title: "" }, paint, this.#frame);
    return `${mark.slice(0, mark.indexOf("] ") + 1)}${narrow.slice(MARK_WIDTH)}`;
  }
}
