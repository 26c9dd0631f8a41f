import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { CATALOGUE } from "./catalogue.ts";
import { checkAssignment } from "./check_assignment.ts";
import { describeProblem } from "./describe_problem.ts";
import { formatRegistryChange } from "./registry_change.ts";
import { isSecretKey, secretKeyMeantBy } from "./secret_key.ts";

const VALUE = "correct horse 4711";
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** Every word that one slip of the finger makes of another. */
function misspellings(word: string): readonly string[] {
  const places = [...word, ""].map((_, at) => [word.slice(0, at), word.slice(at)] as const);
  const dropped = places.map(([before, after]) => before + after.slice(1));
  const swapped = places.map(
    ([before, after]) => `${before}${after.slice(1, 2)}${after.slice(0, 1)}${after.slice(2)}`,
  );
  const added = places.flatMap(([before, after]) =>
    [...LETTERS].map((letter) => before + letter + after),
  );
  const replaced = places.flatMap(([before, after]) =>
    [...LETTERS].map((letter) => before + letter + after.slice(1)),
  );
  return [...new Set([...dropped, ...swapped, ...added, ...replaced])];
}

function isRefusedInSilence(key: string): boolean {
  const problems = checkAssignment(key, VALUE);
  const change = formatRegistryChange({ kind: "changed", key, before: VALUE, after: VALUE });
  const said = [...problems.map(describeProblem), JSON.stringify(problems), change].join("\n");
  return problems.map(({ code }) => code).join() === "key-secret" && !said.includes(VALUE);
}

describe("secretKeyMeantBy()", () => {
  it.each([
    "Email/Pasword",
    "Email/PASSWRD",
    "email/passwrod",
    "Email/Pass",
    "Email/Passwd",
    "Email/SmtpPassword",
    "Email/SmtpPasswrod",
    "Email/smtppass",
    "Email/Password2",
    "Email/Pass1",
    "Email/Pwd",
    "Email/Kennwort",
    "Email/Passwort",
    "Email/Secret",
    "Email/ClientSecret",
    "Email/Tokens",
    "Email/Oauth-Token",
    "Email/ApiKey",
    "SMTP/Credentials",
    "Password",
    "Passwords/Email",
    "IpConfig/EmailPassword",
  ])("secretKeyMeantBy() takes %s for Email/Password", (key) => {
    expect(secretKeyMeantBy(key)).toBe("Email/Password");
    expect(isRefusedInSilence(key)).toBe(true);
  });

  it.each([
    "Email/Colour",
    "Email/Port2",
    "Email/Bypass",
    "Device/Compass",
    "Device/Passage",
    "Device/Keyword",
    "Device/Record",
    "App/Crossword",
    "Email/Usrname",
    "Email/StartTSL",
    "Email/Paths",
    "",
  ])("secretKeyMeantBy() takes %j for no secret", (key) => {
    expect([secretKeyMeantBy(key), isSecretKey(key)]).toEqual([undefined, false]);
  });

  it("secretKeyMeantBy() takes every slip of the finger for what it is", () => {
    const others = misspellings("Password").filter((word) => word.toLowerCase() !== "password");
    expect(others.length).toBeGreaterThan(400);
    expect(others.filter((word) => !isRefusedInSilence(`Email/${word}`))).toEqual([]);
  });

  it("secretKeyMeantBy() takes a name with the word in it for one, whatever stands around it", () => {
    const random = new SeededRandom(4954);
    const keys = Array.from({ length: 2000 }, () => {
      const word = ["password", "Passwd", "SECRET", "Token", "passphrase"][random.below(5)] ?? "";
      return `Email/${random.text([...LETTERS], 8)}${word}${random.text([...LETTERS, "0"], 8)}`;
    }).filter((key) => key.toLowerCase() !== "email/password");
    expect(keys.filter((key) => !isRefusedInSilence(key))).toEqual([]);
  });
});

describe("isSecretKey()", () => {
  it("isSecretKey() says of a known key what the catalogue says", () => {
    const named = CATALOGUE.map(({ key, secret }) => [
      key.replace(/<\w+>/, "Password"),
      secret,
    ]) as readonly [string, boolean][];
    expect(named.map(([key]) => isSecretKey(key))).toEqual(named.map(([, secret]) => secret));
  });
});

describe("checkAssignment() of a misspelt secret", () => {
  it("checkAssignment() names the command and the key that is meant, and lets it be removed", () => {
    const [problem] = checkAssignment("Email/Pasword", VALUE);
    expect(problem === undefined ? "" : describeProblem(problem)).toBe(
      'Cannot set Email/Pasword in plain text: by its name it holds a secret, and only Email/Password is one here; use "fieldpost ipconfig --password-stdin" or the page',
    );
    expect(checkAssignment("Email/Pasword", "")).toEqual([]);
  });
});
