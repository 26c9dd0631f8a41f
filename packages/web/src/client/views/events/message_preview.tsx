import {
  eventMessage,
  foldRegistryKey,
  type Mailbox,
  type Registry,
  readEmailBlock,
  unitNameOf,
} from "@fieldpost/core";
import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { Banner } from "../../parts/banner.tsx";
import { SwitchField } from "../../parts/switch_field.tsx";
import { TextAreaField } from "../../parts/text_field.tsx";
import { unitNow } from "../../state/clock_state.ts";
import { mayUse, session } from "../../state/session_state.ts";
import { t } from "../../text/t.ts";
import { toAscii } from "../../to_ascii.ts";
import { hasValues, readEventValues } from "./event_values.ts";
import { TryPreview } from "./try_preview.tsx";

const ADDRESS_REGEXP = /\/(?:to|cc|bcc)address$/;
const RAISED_TIMES = 3;
const APART_MS = 20_000;

/** The message as it would be sent, made by the same function as on the unit. */
export function MessagePreview(props: {
  readonly name: string;
  readonly block: string;
  readonly registry: Registry;
}): JSX.Element {
  const { name, registry } = props;
  const [values, setValues] = useState("level=80");
  const [isMany, setMany] = useState(false);
  const { block, problems } = readEmailBlock(registry, props.block, toAscii);
  const isUnclear = problems.some(
    ({ code, path }) => code !== "value-missing" && ADDRESS_REGEXP.test(foldRegistryKey(path)),
  );
  const nowMs = Math.floor(unitNow.value / APART_MS) * APART_MS;
  const lines = Array.from({ length: isMany ? RAISED_TIMES : 1 }, (_, index) => ({
    atMs: nowMs + index * APART_MS,
    values: hasValues(name) ? readEventValues(values) : {},
    attachments: [],
    isUrgent: false,
  }));
  const unit = unitNameOf(registry, session.value?.unitName ?? "");
  const { subject, text, unknown } = eventMessage({
    ...{ event: name, unit, block, lines },
    formatTime: formatUnitTime,
  });
  return (
    <section class="card stack" aria-labelledby="event-preview">
      <h2 id="event-preview">{t("event.preview")}</h2>
      <Preview {...{ subject, text }}>
        {isUnclear ? (
          <em>{t("event.badRecipient")}</em>
        ) : (
          <bdi>{recipientsOf([...block.to, ...block.cc, ...block.bcc], registry)}</bdi>
        )}
      </Preview>
      {unknown.length > 0 && (
        <Banner
          level="warning"
          title={t("event.previewUnknown", {
            names: unknown.map((each) => `{${each}}`).join(", "),
          })}
        />
      )}
      {hasValues(name) && (
        <TextAreaField
          label={t("event.previewValues")}
          rows={2}
          mono
          value={values}
          onInput={setValues}
        />
      )}
      <SwitchField label={t("event.previewTimes")} isOn={isMany} onChange={setMany} />
      {mayUse("administrator") && <TryPreview {...{ subject, text }} />}
    </section>
  );
}

function Preview(props: {
  readonly subject: string;
  readonly text: string;
  /** Whom it goes to. */
  readonly children: ComponentChildren;
}): JSX.Element {
  const { subject, text, children } = props;
  return (
    <div class="mail-preview">
      <p>
        <span class="faint">{t("event.to")}:</span> {children}
      </p>
      <p>
        <span class="faint">{t("event.subject")}:</span>{" "}
        <strong>
          <bdi>{subject}</bdi>
        </strong>
      </p>
      <pre>{text}</pre>
    </div>
  );
}

function recipientsOf(list: readonly Mailbox[], registry: Registry): string {
  if (list.length > 0) return list.map(({ address }) => address.text).join(", ");
  const own = registry.get("IpConfig/EmailAddress");
  return own === undefined ? t("event.nobody") : t("event.ownAddress", { address: own });
}

/** As the unit writes a moment: MM/DD/YY HH:MM:SS.mmm. */
function formatUnitTime(atMs: number): string {
  const time = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, "0");
  const date = [time.getMonth() + 1, time.getDate(), time.getFullYear() % 100].map(two).join("/");
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(":");
  return `${date} ${clock}.${String(time.getMilliseconds()).padStart(3, "0")}`;
}
