import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import { t } from "../text/t.ts";
import { Icon } from "./icon.tsx";

/** What stands around an input: its label, its help, and what is wrong with what is in it. */
export interface FieldWords {
  readonly label: string;
  readonly help?: ComponentChildren;
  /** Nothing can be done with the value. */
  readonly problem?: string | undefined;
  /** The value is taken, and a person should know this. */
  readonly warning?: string | undefined;
  readonly isOptional?: boolean;
  /** The registry key: shown beside the label, and where a link to the key leads. */
  readonly settingKey?: string;
  /** A name of the input that a summary can lead to, where there is no registry key. */
  readonly id?: string;
}

/** What the input has to carry so that its label, help and problem belong to it. */
export interface FieldIds {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": "true" | undefined;
}

/** The id of the input with this registry key or name, for links from a summary. */
export function fieldId(name: string): string {
  return `field-${name.replaceAll(/[^A-Za-z0-9]/gu, "-")}`;
}

/** A label, an input, its help, its problem and its warning, tied together for every reader. */
export function Field(
  props: FieldWords & { readonly children: (ids: FieldIds) => ComponentChildren },
): JSX.Element {
  const { label, help, problem, warning, isOptional = false, settingKey, children } = props;
  const own = useId();
  const name = settingKey ?? props.id;
  const id = name === undefined ? own : fieldId(name);
  const parts = [
    help === undefined ? undefined : `${id}-help`,
    problem === undefined ? undefined : `${id}-problem`,
    warning === undefined ? undefined : `${id}-warning`,
  ].filter((each) => each !== undefined);
  const ids: FieldIds = {
    id,
    "aria-describedby": parts.length === 0 ? undefined : parts.join(" "),
    "aria-invalid": problem === undefined ? undefined : "true",
  };
  return (
    <div class={problem === undefined ? "field" : "field has-problem"}>
      <div class="field-head">
        <label id={`${id}-label`} for={id}>
          {label}
        </label>
        {isOptional && <span class="field-optional">{t("parts.optional")}</span>}
        {settingKey !== undefined && <code class="field-key">{settingKey}</code>}
      </div>
      {children(ids)}
      <Remark id={`${id}-problem`} kind="problem" text={problem} />
      <Remark id={`${id}-warning`} kind="warning" text={warning} />
      {help !== undefined && (
        <div id={`${id}-help`} class="field-help">
          {help}
        </div>
      )}
    </div>
  );
}

interface RemarkProps {
  readonly id: string;
  readonly kind: "problem" | "warning";
  readonly text: string | undefined;
}

/** A problem or a warning below an input; nothing without a text. */
export function Remark({ id, kind, text }: RemarkProps): JSX.Element | null {
  if (text === undefined) return null;
  return (
    <p id={id} class={`remark ${kind}`}>
      <Icon name={kind === "problem" ? "error" : "warning"} />
      <span>
        <span class="visually-hidden">
          {t(kind === "problem" ? "parts.problem" : "parts.warning")}:{" "}
        </span>
        {text}
      </span>
    </p>
  );
}
