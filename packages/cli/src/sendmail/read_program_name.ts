import type { SendmailMode } from "./sendmail_request.ts";

/** Names under which the program is sendmail(1), and what each does by itself. */
const MODES: ReadonlyMap<string, SendmailMode> = new Map([
  ["sendmail", "submit"],
  ["fieldpost-sendmail", "submit"],
  ["mailq", "list"],
  ["newaliases", "aliases"],
]);

/** Says what a program is by the name it was started under; `undefined` when it is `fieldpost`. */
export function readProgramName(path: string): SendmailMode | undefined {
  const name = path.split(/[/\\]/).at(-1) ?? "";
  return MODES.get(name.replace(/\.js$/, ""));
}
