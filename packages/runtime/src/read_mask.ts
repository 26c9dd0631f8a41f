import { type PlanDecision, SecretMask } from "@fieldpost/core";
import { readToken } from "./_read_token.ts";
import { type MailRoute, SECRET_KEY } from "./mail_route.ts";
import type { CleanText } from "./message_title.ts";
import type { RegistryStore } from "./registry_store.ts";
import { RuntimeFailure } from "./runtime_failure.ts";
import type { SecretVault } from "./secret_vault.ts";

/** What a mask is made from. */
export interface MaskSources {
  readonly registry: Pick<RegistryStore, "read">;
  readonly vault: Pick<SecretVault, "open">;
  readonly decide: () => Promise<PlanDecision>;
}

/** The mask of a route: of what is its secret. */
export function maskOfRoute({ plan, secret }: Pick<MailRoute, "plan" | "secret">): CleanText {
  const mask = new SecretMask(plan.username, secret?.reveal());
  return (text) => mask.clean(text);
}

/**
 * The mask of the secret of the mail account as it is set now, also while the settings refuse to send.
 *
 * @returns `undefined` when there is a secret that this process cannot open.
 */
export async function readMask(sources: MaskSources): Promise<CleanText | undefined> {
  try {
    const { plan } = await sources.decide();
    const { registry } = await sources.registry.read();
    const sealed = registry.get(SECRET_KEY);
    const token = plan === undefined ? undefined : await readToken(plan);
    const secret =
      sealed === undefined ? token?.secret : await sources.vault.open(SECRET_KEY, sealed);
    const username = plan?.username ?? registry.get("Email/Username");
    const masks = [secret, token?.secret].map((each) => new SecretMask(username, each?.reveal()));
    return (text) => masks.reduce((cleaned, mask) => mask.clean(cleaned), text);
  } catch (error) {
    if (error instanceof RuntimeFailure) return undefined;
    throw error;
  }
}
