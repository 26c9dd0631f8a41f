import { checkAssignment, describeProblem } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { ENGLISH_SENTENCES } from "./core_sentences.ts";
import { SAY_GERMAN } from "./say_german.ts";

const [PROBLEM] = checkAssignment("Email/Port", "70000");
const MEANING = "The mail server that takes our messages.";
const REASON = {
  rule: "A4n",
  message: "Port 2525 is treated like port 587.",
  source: null,
} as const;

describe("SAY_GERMAN", () => {
  it("says reasons, problems, meanings and all other words of core in German", () => {
    expect(PROBLEM && SAY_GERMAN.problem(PROBLEM)).toBe(
      'Email/Port = "70000" ist nicht brauchbar: Die Zahl ist zu groß. Zulässig: eine Zahl von 1 bis 65535.',
    );
    expect(SAY_GERMAN.reason(REASON)).toBe("Port 2525 wird wie Port 587 behandelt.");
    expect(SAY_GERMAN.meaning("IpConfig/MailHost", MEANING)).toBe(
      "Der Mailserver, der unsere Nachrichten annimmt.",
    );
    expect(SAY_GERMAN.words("Turn STARTTLS on.")).toBe("Schalten Sie STARTTLS ein.");
  });

  it("says what the server refuses, put together from parts", () => {
    const short = "it has fewer than 10 characters, a longer one is accepted";
    expect(SAY_GERMAN.words(`Cannot add this user: the password cannot be used, ${short}`)).toBe(
      "Der Benutzer wurde nicht hinzugefügt: Das Passwort hat weniger als 10 Zeichen. Zulässig: ein längeres.",
    );
    expect(
      SAY_GERMAN.words("Cannot hold the message: it is over already, nothing was changed"),
    ).toBe(
      "Die Nachricht lässt sich nicht anhalten: Sie ist schon erledigt. Es wurde nichts geändert.",
    );
  });

  it("leaves in English what it cannot say", () => {
    expect(SAY_GERMAN.words("550 5.1.1 No such user")).toBe("550 5.1.1 No such user");
  });
});

describe("ENGLISH_SENTENCES", () => {
  it("says what core says", () => {
    expect(PROBLEM && ENGLISH_SENTENCES.problem(PROBLEM)).toBe(PROBLEM && describeProblem(PROBLEM));
    expect(ENGLISH_SENTENCES.reason(REASON)).toBe(REASON.message);
    expect(ENGLISH_SENTENCES.meaning("IpConfig/MailHost", MEANING)).toBe(MEANING);
  });
});
