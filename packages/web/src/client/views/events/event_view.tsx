import { foldRegistryKey, isWarning, readEmailBlock, readEventRules } from "@fieldpost/core";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { EventsState } from "../../../api/events_api.ts";
import { SaveBar } from "../../draft/save_bar.tsx";
import { createSettingDraft, type SettingDraft } from "../../draft/setting_draft.ts";
import { SwitchField } from "../../parts/switch_field.tsx";
import { mayUse } from "../../state/session_state.ts";
import { t } from "../../text/t.ts";
import { toAscii } from "../../to_ascii.ts";
import { BlockChoice } from "./block_choice.tsx";
import { BlockEditor } from "./block_editor.tsx";
import { HoldOffField } from "./hold_off_field.tsx";
import { MessagePreview } from "./message_preview.tsx";

/** What was typed for an event stays while the viewer looks at another page. */
const drafts = new Map<string, SettingDraft>();

function draftOf(name: string): SettingDraft {
  const draft = drafts.get(name) ?? createSettingDraft();
  drafts.set(name, draft);
  return draft;
}

/** Begins a new event, which is there when it is saved: whoever adds one wants its message. */
export function beginEvent(name: string): void {
  draftOf(name).set(`Events/On${name}/Email`, "enabled");
}

/** One event: when it sends, and what. */
export function EventView(props: {
  readonly name: string;
  readonly events: EventsState;
}): JSX.Element {
  const { name, events } = props;
  const draft = useMemo(() => draftOf(name), [name]);
  const mayEdit = mayUse("administrator");
  const registry = draft.registry.value;
  const { rules } = readEventRules(registry, name);
  const sharing = events.events
    .filter((each) => each.name !== name && sameName(each.block ?? each.name, rules.block))
    .map((each) => each.name);
  return (
    <>
      <div class="sections">
        <section class="card stack" aria-labelledby="event-settings">
          <h2 id="event-settings">{t("event.settings")}</h2>
          <SwitchField
            label={t("event.mailed")}
            help={t("event.mailedHelp")}
            isOn={rules.isMailed}
            isDisabled={!mayEdit}
            onChange={(isOn) => draft.set(`Events/On${name}/Email`, isOn ? "enabled" : "disabled")}
          />
          <div class="columns">
            <BlockChoice {...{ name, draft, mayEdit }} block={rules.block} blocks={events.blocks} />
            <HoldOffField {...{ name, draft, mayEdit }} holdOffMs={rules.holdOffMs} />
          </div>
        </section>
        <div class="columns">
          <BlockEditor {...{ name, draft, mayEdit, registry, sharing }} block={rules.block} />
          <MessagePreview {...{ name, registry }} block={rules.block} />
        </div>
      </div>
      {mayEdit && <SaveBar draft={draft} others={blockProblems(draft, rules.block)} />}
    </>
  );
}

/** What is typed into the block and cannot be used: it would be stored, and no message could be made. */
function blockProblems(draft: SettingDraft, block: string): number {
  const typed = new Set(draft.wishes.value.map(({ key }) => foldRegistryKey(key)));
  const alone = draft.problems.value;
  return readEmailBlock(draft.registry.value, block, toAscii).problems.filter((problem) => {
    const key = foldRegistryKey(problem.path);
    return !isWarning(problem) && typed.has(key) && !alone.has(key) && draft.value(key) !== "";
  }).length;
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
