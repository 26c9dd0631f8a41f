import { createHash } from "node:crypto";
import { type ConnectionPlan, Secret } from "@fieldpost/core";
import { readInput } from "./read_attachment.ts";
import { RuntimeFailure } from "./runtime_failure.ts";

/** An access token as it was found, or why there is none. */
export interface AccessToken {
  readonly secret: Secret | undefined;
  readonly problem: string | undefined;
  /** Different when the token, or the problem, is. */
  readonly digest: string;
}

const TOKEN_LIMIT_BYTES = 16 * 1024;

/**
 * Reads the access token of the user, anew for each pass: another program keeps it fresh.
 *
 * @returns `undefined` where the login is with a password, or without one
 */
export async function readToken({
  username,
  tokenFile,
}: Pick<ConnectionPlan, "username" | "tokenFile">): Promise<AccessToken | undefined> {
  if (username === undefined || tokenFile === undefined) return undefined;
  try {
    const bytes = await readInput(tokenFile, { what: "token file", limitBytes: TOKEN_LIMIT_BYTES });
    return tokenOf(bytes.toString("latin1").trim(), tokenFile);
  } catch (error) {
    if (!(error instanceof RuntimeFailure)) throw error;
    return { secret: undefined, problem: error.message, digest: error.message };
  }
}

function tokenOf(text: string, path: string): AccessToken {
  if (/^[\x21-\x7e]+$/.test(text)) {
    const digest = createHash("sha256").update(text).digest("hex");
    return { secret: new Secret(text), problem: undefined, digest };
  }
  const problem = `Cannot use the token file ${path}: it holds no access token, one line of printable characters without blanks is accepted`;
  return { secret: undefined, problem, digest: problem };
}
