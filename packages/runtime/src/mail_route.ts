import { createHash } from "node:crypto";
import {
  type ConnectionPlan,
  type PathHistory,
  type PathSighting,
  ratchet,
  type Secret,
} from "@fieldpost/core";
import { readToken } from "./_read_token.ts";
import type { Clock } from "./clock.ts";
import type { DurableFiles } from "./durable_files.ts";
import { historyPath, PathHistories, placeOf, type SeenCertificate } from "./path_histories.ts";
import { readInput } from "./read_attachment.ts";
import type { RegistryStore } from "./registry_store.ts";
import type { SecretVault } from "./secret_vault.ts";

/** The registry key under which the secret of the mail account is sealed. */
export const SECRET_KEY = "Email/Password";

const CA_LIMIT_BYTES = 1024 * 1024;

/** Takes what a session has shown, with the certificate where there was one. */
export type RememberSession = (
  sighting: PathSighting,
  certificate?: Omit<SeenCertificate, "seenAt">,
) => Promise<void>;

/** A plan with what it needs besides: everything that a connection depends on. */
export interface MailRoute {
  readonly plan: ConnectionPlan;
  readonly secret: Secret | undefined;
  /** Why there is no secret, where the file of an access token was to be read. */
  readonly secretProblem: string | undefined;
  /** PEM of a private CA. */
  readonly ca: string | undefined;
  /** The best that this host and port have shown so far. */
  readonly history: PathHistory | undefined;
  /** Adds to it what a session has shown. */
  readonly remember: RememberSession;
  /** Different when anything is: the sign for a queue that a person has changed something. */
  readonly fingerprint: string;
}

/**
 * Opens the secret, or reads the access token, and reads the CA file that a plan names. The token is
 * part of the fingerprint: a fresh one opens a path that a stale one has closed.
 *
 * A token that cannot be read is a matter of the session: it holds the queue.
 *
 * @throws {RuntimeFailure} If the secret or the CA file cannot be read
 */
export async function openRoute(
  plan: ConnectionPlan,
  parts: {
    readonly registry: Pick<RegistryStore, "read">;
    readonly vault: Pick<SecretVault, "open">;
    readonly home: string;
    readonly files: DurableFiles;
    readonly clock: Clock;
  },
): Promise<MailRoute> {
  const { registry } = await parts.registry.read();
  const sealed = plan.username === undefined ? undefined : registry.get(SECRET_KEY);
  const token = await readToken(plan);
  const secret =
    token?.secret ??
    (sealed === undefined ? undefined : await parts.vault.open(SECRET_KEY, sealed));
  const ca = plan.caFile === undefined ? undefined : await readCa(plan.caFile);
  const facts = JSON.stringify([plan, sealed, ca, token?.digest]);
  const fingerprint = createHash("sha256").update(facts).digest("hex");
  const place = placeOf(plan.host.text, plan.port);
  const histories = new PathHistories({ ...parts, path: historyPath(parts.home) });
  const known: { history: PathHistory | undefined } = { history: await histories.read(place) };
  return {
    ...{ plan, secret, ca, fingerprint, secretProblem: token?.problem },
    // The next connection knows what the last one has seen.
    get history() {
      return known.history;
    },
    async remember(sighting, certificate) {
      known.history = ratchet(known.history, sighting);
      // A disk that refuses must not stop mail: the ratchet then begins to turn in a later process.
      await histories.add(place, sighting, certificate).catch(() => undefined);
    },
  };
}

/**
 * Reads the file of a private CA.
 *
 * @throws {RuntimeFailure} `input-unreadable`
 */
export async function readCa(path: string): Promise<string> {
  const bytes = await readInput(path, { what: "CA file", limitBytes: CA_LIMIT_BYTES });
  return bytes.toString("utf8");
}
