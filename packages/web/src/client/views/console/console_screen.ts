import { FitAddon } from "@xterm/addon-fit";
import { type ITheme, Terminal } from "@xterm/xterm";
import "@xterm/xterm/css/xterm.css";
import type { ConsoleEnd, ConsoleInput, ConsoleOutput } from "../../../api/console_api.ts";
import { apiUrl } from "../../api/call_api.ts";
import { withoutInlineStyles } from "./without_inline_styles.ts";

/** A console on the screen. */
export interface Screen {
  /** Has a screen reader told what appears. */
  readOut(isOn: boolean): void;
  close(): void;
}

/** What the page wants to know of a console. */
export interface ScreenOptions {
  readonly label: string;
  readonly onOpen: () => void;
  readonly onEnd: (reason: ConsoleEnd | "lost") => void;
}

/** A message holds at most so many characters; a long paste goes in pieces. */
const PIECES_REGEXP = /.{1,2000}/gsu;

/** Shows a console in an element and connects it with the unit. */
export function openScreen(box: HTMLElement, options: ScreenOptions): Screen {
  const terminal = new Terminal({
    convertEol: true,
    cursorBlink: false,
    fontFamily: getComputedStyle(box).fontFamily,
    fontSize: 14,
    theme: themeOf(box),
    scrollback: 5000,
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  const freeStyles = withoutInlineStyles(() => terminal.open(box));
  terminal.textarea?.setAttribute("aria-label", options.label);
  letTabLeave(terminal);
  const socket = connect(terminal, options);
  const resize = new ResizeObserver(() => fit.fit());
  resize.observe(box);
  fit.fit();
  terminal.focus();
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const repaint = (): void => {
    terminal.options.theme = themeOf(box);
  };
  dark.addEventListener("change", repaint);
  return {
    readOut: (isOn) => {
      terminal.options.screenReaderMode = isOn;
    },
    close: () => {
      dark.removeEventListener("change", repaint);
      resize.disconnect();
      socket.close();
      terminal.dispose();
      freeStyles();
    },
  };
}

function connect(terminal: Terminal, options: ScreenOptions): { close(): void } {
  const address = new URL(apiUrl("/console"), location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  address.hash = "";
  const socket = new WebSocket(address);
  let isOver = false;
  const finish = (reason: ConsoleEnd | "lost"): void => {
    if (isOver) return;
    isOver = true;
    terminal.options.disableStdin = true;
    options.onEnd(reason);
  };
  const send = (message: ConsoleInput): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  const tellSize = (): void =>
    send({ kind: "resize", columns: terminal.cols, rows: terminal.rows });
  socket.onopen = () => {
    tellSize();
    options.onOpen();
  };
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(String(data)) as ConsoleOutput;
    if (message.kind === "output") terminal.write(message.text);
    else finish(message.reason);
  };
  socket.onclose = () => finish("lost");
  terminal.onResize(tellSize);
  terminal.onData((text) => {
    for (const piece of text.match(PIECES_REGEXP) ?? []) send({ kind: "input", text: piece });
  });
  return {
    close: () => {
      isOver = true;
      socket.close();
    },
  };
}

/** A console takes the tabulator for itself; after Escape it moves on, as everywhere on the page. */
function letTabLeave(terminal: Terminal): void {
  let isLeaving = false;
  terminal.attachCustomKeyEventHandler((event) => {
    if (event.type !== "keydown") return true;
    if (event.key === "Tab" && isLeaving) {
      isLeaving = false;
      return false;
    }
    if (event.key === "Shift") return true;
    isLeaving = event.key === "Escape";
    // Copying leaves the text marked; without a mark the key is Ctrl-C for the unit.
    const isCopy = event.ctrlKey && event.shiftKey && event.key.toLowerCase() === "c";
    if (isCopy && terminal.hasSelection()) {
      event.preventDefault();
      void navigator.clipboard?.writeText(terminal.getSelection());
      return false;
    }
    return !(event.ctrlKey && event.key.toLowerCase() === "v");
  });
}

/** The colours of the page; the palette is legible on both of its papers. */
function themeOf(box: HTMLElement): ITheme {
  const style = getComputedStyle(box);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  return {
    background: colour("--card"),
    foreground: colour("--ink"),
    cursor: colour("--accent"),
    cursorAccent: colour("--card"),
    selectionBackground: colour("--console-selection"),
    red: colour("--error"),
    green: colour("--ok"),
    yellow: colour("--warning"),
    blue: colour("--accent"),
    cyan: colour("--accent"),
    magenta: colour("--accent"),
    white: colour("--soft"),
    black: colour("--ink"),
  };
}
