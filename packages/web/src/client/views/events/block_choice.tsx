import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { SettingDraft } from "../../draft/setting_draft.ts";
import { SelectField } from "../../parts/select_field.tsx";
import { TextField } from "../../parts/text_field.tsx";
import { t } from "../../text/t.ts";

const ANOTHER = "\u0000another";

/** Which email block an event sends: its own, one that is there, or a new one. */
export function BlockChoice(props: {
  readonly name: string;
  readonly block: string;
  readonly blocks: readonly string[];
  readonly draft: SettingDraft;
  readonly mayEdit: boolean;
}): JSX.Element {
  const { name, block, blocks, draft, mayEdit } = props;
  const [isNaming, setNaming] = useState(false);
  const key = `Events/On${name}/EmailBlock`;
  const names = new Map(
    [...blocks, block]
      .filter((each) => each.toLowerCase() !== name.toLowerCase())
      .map((each) => [each.toLowerCase(), each] as const),
  );
  const isOwn = block.toLowerCase() === name.toLowerCase();
  const choose = (value: string): void => {
    setNaming(value === ANOTHER);
    if (value !== ANOTHER) draft.set(key, value);
  };
  return (
    <div class="stack">
      <SelectField
        label={t("event.block")}
        help={t("event.blockHelp")}
        settingKey={key}
        value={isNaming ? ANOTHER : isOwn ? "" : (names.get(block.toLowerCase()) ?? "")}
        isDisabled={!mayEdit}
        onChange={choose}
        options={[
          { value: "", label: t("event.blockOwn", { name }) },
          ...[...names.values()].map((each) => ({ value: each, label: each })),
          { value: ANOTHER, label: t("event.blockNew") },
        ]}
      />
      {isNaming && (
        <TextField
          label={t("event.blockName")}
          value={draft.value(key)}
          onInput={(text) => draft.set(key, text)}
        />
      )}
    </div>
  );
}
