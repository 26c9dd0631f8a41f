import type { LiveEvent } from "../../api/live_api.ts";
import { t } from "./t.ts";

const KEYS_NAMED = 3;

// As the registry names authors that are no user: "command line", "rolled back", "ann (rolled back)".
const COMMAND_LINE = "command line";
const ROLLED_BACK_REGEXP = /^(?:(?<user>.+) \()?rolled back\)?$/;

/** Who has changed settings, to be put after "by". */
export function authorWords(by: string): string {
  if (by === COMMAND_LINE) return t("author.commandLine");
  const back = ROLLED_BACK_REGEXP.exec(by);
  if (back === null) return by;
  const name = back.groups?.["user"];
  return name === undefined ? t("author.unconfirmed") : t("author.rolledBack", { name });
}

/** What is told of a change; `null` to whom it is no news: his own, or the end of a trial. */
export function changeWords(
  { by, changes }: Pick<Extract<LiveEvent, { kind: "registry" }>, "by" | "changes">,
  viewer: string | undefined,
): string | null {
  if (changes.length === 0) return t("live.changedSomething");
  const named = changes.slice(0, KEYS_NAMED).map(({ key }) => key);
  const keys = [...named, ...(changes.length > KEYS_NAMED ? ["…"] : [])].join(", ");
  if (by === COMMAND_LINE) return t("live.changedThere", { keys });
  const back = ROLLED_BACK_REGEXP.exec(by);
  const name = back === null ? by : back.groups?.["user"];
  if (name === undefined || name === viewer) return null;
  return t(back === null ? "live.changed" : "live.rolledBack", { name, keys });
}
