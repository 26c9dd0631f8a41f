import type { JSX } from "preact";
import type { LogLine } from "../../../api/log_api.ts";
import { loadedTexts } from "../../text/language.ts";

/** Lines of the log, each with its time in the viewer's zone. */
export function LogLines({ lines }: { readonly lines: readonly LogLine[] }): JSX.Element {
  return (
    <ol class="log-lines">
      {lines.map((line) => (
        <li key={line.id}>
          <LineTime line={line} />
          {line.event !== null && <span class="log-kind">{line.event}</span>}
          <span class="log-text">
            <bdi>{line.text}</bdi>
          </span>
        </li>
      ))}
    </ol>
  );
}

function LineTime({ line }: { readonly line: LogLine }): JSX.Element {
  const [written = ""] = line.line.split(",");
  if (line.at === null) return <span class="log-time">{written}</span>;
  const words = new Intl.DateTimeFormat(loadedTexts.value.locale, {
    dateStyle: "short",
    timeStyle: "medium",
  }).format(Date.parse(line.at));
  return (
    <time class="log-time" dateTime={line.at} title={written}>
      {words}
    </time>
  );
}
