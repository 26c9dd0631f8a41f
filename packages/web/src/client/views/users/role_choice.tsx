import { ACCESS_RULES } from "@fieldpost/core";
import type { JSX } from "preact";
import type { Role } from "../../../api/session_api.ts";
import { ChoiceGroup } from "../../parts/choice_group.tsx";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";

/** The roles, the one that may least first. */
export const ROLES: readonly Role[] = ["viewer", "control", "administrator"];

/** One of the roles, each explained by what it adds. */
export function RoleChoice(props: {
  readonly role: Role;
  readonly onChange: (role: Role) => void;
}): JSX.Element {
  return (
    <ChoiceGroup
      legend={t("users.role")}
      value={props.role}
      onChange={props.onChange}
      choices={ROLES.map((role) => ({ value: role, label: t(`role.${role}`), help: helpOf(role) }))}
    />
  );
}

function helpOf(role: Role): string {
  const meaning = ACCESS_RULES.find(({ access }) => access === role)?.meaning ?? "";
  return coreSentences.value.words(meaning);
}
