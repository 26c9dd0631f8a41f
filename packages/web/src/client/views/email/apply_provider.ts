import {
  type ChoiceAssignment,
  choiceAssignments,
  PROVIDERS,
  type ProviderId,
} from "@fieldpost/core";
import { typeAll, typedPlan } from "../../draft/email_draft.ts";

/**
 * Types what is known of a provider into the form: host, and the first way to connect, which is its
 * best. Answers whether the host has a part that only the person knows.
 */
export function applyProvider(id: ProviderId | ""): boolean {
  const provider = PROVIDERS.find((each) => each.id === id);
  const [host] = provider?.hosts ?? [];
  const [endpoint] = provider?.endpoints ?? [];
  if (host === undefined || endpoint === undefined) return false;
  const { settings } = typedPlan.peek().reading;
  const choice = endpoint.mode === "implicit" ? "implicit" : "starttls-must";
  const assignments: readonly ChoiceAssignment[] = [
    { key: "IpConfig/MailHost", value: host },
    ...choiceAssignments(choice, { ...settings, port: endpoint.port }),
  ];
  typeAll(assignments);
  return host.includes("*");
}
