import { type AuthStep, type Credentials, isSecretRight } from "./auth_step.ts";

const XOAUTH2_REGEXP = /^user=([^\x01]*)\x01auth=Bearer ([^\x01]*)\x01\x01$/i;
const OAUTHBEARER_REGEXP =
  /^[ny],(?:a=([^,\x01]*))?,\x01(?:[^\x01]*\x01)*?auth=Bearer ([^\x01]*)\x01(?:[^\x01]*\x01)*\x01$/i;

/** XOAUTH2, as Google and Microsoft define it. A user's secret is the access token. */
export function startXoauth2(credentials: Credentials, initial: Buffer | undefined): AuthStep {
  return startBearer(credentials, initial, { mechanism: "XOAUTH2", grammar: XOAUTH2_REGEXP });
}

/** OAUTHBEARER (RFC 7628). A user's secret is the access token. */
export function startOauthBearer(credentials: Credentials, initial: Buffer | undefined): AuthStep {
  const dialect = { mechanism: "OAUTHBEARER", grammar: OAUTHBEARER_REGEXP };
  return startBearer(credentials, initial, dialect);
}

interface BearerDialect {
  readonly mechanism: string;
  readonly grammar: RegExp;
}

function startBearer(
  credentials: Credentials,
  initial: Buffer | undefined,
  dialect: BearerDialect,
): AuthStep {
  return initial === undefined
    ? { kind: "challenge", data: "", next: (response) => readToken(credentials, response, dialect) }
    : readToken(credentials, initial, dialect);
}

function readToken(credentials: Credentials, message: Buffer, dialect: BearerDialect): AuthStep {
  const { mechanism, grammar } = dialect;
  const match = grammar.exec(message.toString("utf8"));
  if (match === null) {
    return { kind: "malformed", reason: `${mechanism} needs a user and auth=Bearer token` };
  }
  const identity = (match[1] ?? "").replaceAll("=2C", ",").replaceAll("=3D", "=");
  const secret = match[2] ?? "";
  return {
    kind: "claim",
    claim: { mechanism, identity, secret },
    proven: isSecretRight(credentials, identity, secret),
    judged: (accepted) => (accepted ? { kind: "accepted", identity } : explain(identity)),
  };
}

/** A refusal comes as a JSON challenge; whatever the client answers, the 535 follows. */
function explain(identity: string): AuthStep {
  return {
    kind: "challenge",
    data: JSON.stringify({ status: "401", schemes: "bearer", scope: "https://mail.test/" }),
    next: () => ({ kind: "refused", identity }),
  };
}
