import {
  EVENT_PLACEHOLDERS,
  foldRegistryKey,
  type Registry,
  readEmailBlock,
} from "@fieldpost/core";
import type { JSX } from "preact";
import type { SettingDraft } from "../../draft/setting_draft.ts";
import { TextAreaField, TextField, type TextFieldProps } from "../../parts/text_field.tsx";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";
import type { TextKey } from "../../text/text_key.ts";
import { toAscii } from "../../to_ascii.ts";
import { hasValues } from "./event_values.ts";

interface BlockEditorProps {
  readonly name: string;
  readonly block: string;
  readonly draft: SettingDraft;
  readonly registry: Registry;
  readonly mayEdit: boolean;
  /** Other events that send the same block. */
  readonly sharing: readonly string[];
}

/** The message of an event, field by field, each with what is wrong with it. */
export function BlockEditor(props: BlockEditorProps): JSX.Element {
  const { name, block, draft, mayEdit, registry, sharing } = props;
  const { problems } = readEmailBlock(registry, block, toAscii);
  const field = (member: string): TextFieldProps & { label: string } => {
    const settingKey = `Email/${block}/${member}`;
    const found =
      draft.problems.value.get(foldRegistryKey(settingKey)) ??
      problems.find(
        ({ code, path }) =>
          code !== "value-missing" && foldRegistryKey(path) === foldRegistryKey(settingKey),
      );
    return {
      settingKey,
      label: "",
      value: draft.value(settingKey),
      isDisabled: !mayEdit,
      problem: found === undefined ? undefined : coreSentences.value.problem(found),
      onInput: (text) => draft.set(settingKey, text),
    };
  };
  return (
    <section class="card stack" aria-labelledby="event-block">
      <h2 id="event-block">{t("event.message", { block })}</h2>
      {sharing.length > 0 && (
        <p class="faint small">{t("event.shared", { names: sharing.join(", ") })}</p>
      )}
      <TextField {...field("ToAddress")} label={t("event.to")} help={t("event.toHelp")} />
      <TextField {...field("Subject")} label={t("event.subject")} placeholder="{unit}: {event}" />
      <TextAreaField
        {...field("Message")}
        label={t("event.text")}
        help={t("event.textHelp")}
        rows={7}
      />
      <Placeholders name={name} />
      <details>
        <summary>{t("event.more")}</summary>
        <div class="stack">
          <TextField {...field("CcAddress")} label={t("event.cc")} />
          <TextField {...field("BccAddress")} label={t("event.bcc")} />
          <TextField
            {...field("Attachments")}
            label={t("event.attachments")}
            help={t("event.attachmentsHelp")}
            mono
          />
          <TextField
            {...field("GiveUpAfter")}
            label={t("event.giveUp")}
            help={t("event.giveUpHelp")}
            inputMode="numeric"
          />
        </div>
      </details>
    </section>
  );
}

function Placeholders({ name }: { readonly name: string }): JSX.Element {
  return (
    <dl class="facts small" aria-label={t("event.places")}>
      {EVENT_PLACEHOLDERS.map((place) => [
        <dt key={place}>
          <code>{`{${place}}`}</code>
        </dt>,
        <dd key={`${place}-words`}>{t(`event.place.${place}` as TextKey)}</dd>,
      ])}
      {hasValues(name) && (
        <>
          <dt>
            <code>{"{level}"}</code>
          </dt>
          <dd>{t("event.placeOwn", { name })}</dd>
        </>
      )}
    </dl>
  );
}
