import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { SECRET_KEY, type SecretDraft } from "../../draft/draft_settings.ts";
import {
  hasStoredSecret,
  typedPlan,
  typedSecret,
  typedValue,
  typeSecret,
} from "../../draft/email_draft.ts";
import { settingRemarks } from "../../draft/setting_remarks.ts";
import { Button } from "../../parts/button.tsx";
import { fieldId, Remark } from "../../parts/field.tsx";
import { Icon } from "../../parts/icon.tsx";
import { SecretField } from "../../parts/secret_field.tsx";
import { StickyFold } from "../../parts/sticky_fold.tsx";
import { t } from "../../text/t.ts";
import { formAttempts } from "./form_attempt.ts";
import { SettingField } from "./setting_field.tsx";

const AGAIN = "email-password-again";

/** What is wrong with the repetition of the password; while it is typed, nothing that can still become right. */
function repetitionProblem(draft: SecretDraft, isTyping: boolean): string | undefined {
  if (draft.kind !== "replace" || draft.value === draft.again) return undefined;
  return isTyping && draft.value.startsWith(draft.again) ? undefined : t("setup.differ");
}

/** The id of the input with the repetition. */
export const REPETITION_ID: string = fieldId(AGAIN);

/** The secret of the account: stored and unseen, typed anew, or to be removed. */
export function SecretPart(): JSX.Element {
  const draft = typedSecret.value;
  const form = secretForm(draft.kind);
  // Whoever has pressed a button of one form is in the next one, and would else be nowhere.
  const first = useRef(form);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (first.current !== form && isNowhere()) focusFirst(box.current);
    first.current = form;
  }, [form]);
  return (
    <div ref={box} class="stack">
      {form === "typed" && <TypedSecret draft={draft} />}
      {form === "stored" && <StoredSecret />}
      {form === "removed" && <RemovedSecret />}
    </div>
  );
}

function secretForm(kind: SecretDraft["kind"]): "typed" | "stored" | "removed" {
  if (kind === "remove") return "removed";
  return kind === "replace" || !hasStoredSecret.value ? "typed" : "stored";
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function focusFirst(box: HTMLElement | null): void {
  box?.querySelector<HTMLElement>("input, button")?.focus();
}

function SecretHead(): JSX.Element {
  return (
    <p class="field-head">
      <strong>{t("email.password")}</strong>
      <code class="field-key">{SECRET_KEY}</code>
    </p>
  );
}

function StoredSecret(): JSX.Element {
  const { problem } = settingRemarks(typedPlan.value, SECRET_KEY);
  return (
    <div class="field">
      <SecretHead />
      <div class="row">
        <span class="badge ok">
          <Icon name="lock" />
          {t("email.password.stored")}
        </span>
        <Button onClick={() => typeSecret({ kind: "replace", value: "", again: "" })}>
          {t("email.password.replace")}
        </Button>
        <Button kind="quiet" onClick={() => typeSecret({ kind: "remove" })}>
          {t("email.password.remove")}
        </Button>
      </div>
      <Remark id="stored-secret-problem" kind="problem" text={problem} />
      <p class="field-help">{t("email.password.storedHelp")}</p>
    </div>
  );
}

function RemovedSecret(): JSX.Element {
  const { problem } = settingRemarks(typedPlan.value, SECRET_KEY);
  return (
    <div class="field">
      <SecretHead />
      <div class="row">
        <span class="badge warning">{t("email.password.removed")}</span>
        <Button icon="undo" onClick={() => typeSecret({ kind: "keep" })}>
          {t("email.password.keep")}
        </Button>
      </div>
      <Remark id="removed-secret-problem" kind="problem" text={problem} />
    </div>
  );
}

function TypedSecret({ draft }: { readonly draft: SecretDraft }): JSX.Element {
  const { value, again } = draft.kind === "replace" ? draft : { value: "", again: "" };
  const [isTyping, setTyping] = useState(true);
  const type = (next: Partial<{ value: string; again: string }>): void =>
    typeSecret(
      !hasStoredSecret.peek() && (next.value ?? value) === "" && (next.again ?? again) === ""
        ? { kind: "keep" }
        : { kind: "replace", value, again, ...next },
    );
  const remarks = settingRemarks(typedPlan.value, SECRET_KEY);
  // Whoever has typed the user comes to the password next: the plan says it, the field need not yet.
  const isJustEmpty = value === "" && formAttempts.value === 0;
  return (
    <>
      <SecretField
        settingKey={SECRET_KEY}
        label={t("email.password")}
        help={t("email.password.help")}
        autocomplete="new-password"
        value={value}
        onInput={(next) => type({ value: next })}
        {...remarks}
        problem={isJustEmpty ? undefined : remarks.problem}
      />
      <SecretField
        id={AGAIN}
        label={t("email.password.again")}
        autocomplete="new-password"
        value={again}
        onInput={(next) => type({ again: next })}
        onLeave={() => setTyping(false)}
        problem={repetitionProblem(draft, isTyping && formAttempts.value === 0)}
      />
      {hasStoredSecret.value && (
        <Button icon="undo" onClick={() => typeSecret({ kind: "keep" })}>
          {t("email.password.keep")}
        </Button>
      )}
    </>
  );
}

/** A login with a token instead of a password, folded away where nothing is to be said of it. */
export function TokenPart(): JSX.Element {
  const key = "Email/TokenFile";
  const { problem, warning } = settingRemarks(typedPlan.value, key);
  const isNeeded = problem !== undefined || warning !== undefined || typedValue(key) !== "";
  return (
    <StickyFold isNeeded={isNeeded} summary={t("email.token.fold")}>
      <SettingField
        settingKey={key}
        label={t("email.token")}
        help={t("email.token.help")}
        isOptional
      />
    </StickyFold>
  );
}
