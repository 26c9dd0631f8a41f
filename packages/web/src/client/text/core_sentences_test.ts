import { checkAssignment, describeProblem } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { englishSentences, sentencesBy } from "./core_sentences.ts";
import { sayGerman } from "./say_german.ts";

const GERMAN = sentencesBy(sayGerman, "de");
const ENGLISH = englishSentences("en-GB");
const [PROBLEM] = checkAssignment("Email/Port", "70000");
const MEANING = "The mail server that takes our messages.";
const REASON = {
  rule: "A4n",
  message: "Port 2525 is treated like port 587.",
  source: null,
} as const;

describe("sentencesBy() with sayGerman()", () => {
  it("says reasons, problems, meanings and all other words of core in German", () => {
    expect(PROBLEM && GERMAN.problem(PROBLEM)).toBe(
      'Email/Port = "70000" ist nicht brauchbar: Die Zahl ist zu groß. Zulässig: eine Zahl von 1 bis 65535.',
    );
    expect(GERMAN.reason(REASON)).toBe("Port 2525 wird wie Port 587 behandelt.");
    expect(GERMAN.meaning("IpConfig/MailHost", MEANING)).toBe(
      "Der Mailserver, der unsere Nachrichten annimmt.",
    );
    expect(GERMAN.words("Turn STARTTLS on.")).toBe("Schalten Sie STARTTLS ein.");
  });

  it("says what the server refuses, put together from parts", () => {
    const short = "it has fewer than 10 characters, a longer one is accepted";
    expect(GERMAN.words(`Cannot add this user: the password cannot be used, ${short}`)).toBe(
      "Der Benutzer wurde nicht hinzugefügt: Das Passwort hat weniger als 10 Zeichen. Zulässig: ein längeres.",
    );
    expect(GERMAN.words("Cannot hold the message: it is over already, nothing was changed")).toBe(
      "Die Nachricht lässt sich nicht anhalten: Sie ist schon erledigt. Es wurde nichts geändert.",
    );
  });

  it("says the sentences of a raised event one by one", () => {
    const missing =
      "Cannot read the attachment /a.csv: it is missing (ENOENT), a readable file is needed";
    const english = `A message about OnAlarm is in the queue. Nothing fills the placeholder {x}. Not attached: ${missing}.`;
    expect(GERMAN.words(english)).toBe(
      "Eine Nachricht über OnAlarm ist in der Warteschlange. Nichts füllt den Platzhalter {x}. Nicht angehängt: Der Anhang /a.csv ist nicht lesbar: Sie fehlt (ENOENT). Nötig ist eine lesbare Datei.",
    );
  });

  it("leaves in English what it cannot say", () => {
    expect(GERMAN.words("550 5.1.1 No such user")).toBe("550 5.1.1 No such user");
  });
});

describe("englishSentences()", () => {
  it("says what core says", () => {
    expect(PROBLEM && ENGLISH.problem(PROBLEM)).toBe(PROBLEM && describeProblem(PROBLEM));
    expect(ENGLISH.reason(REASON)).toBe(REASON.message);
    expect(ENGLISH.meaning("IpConfig/MailHost", MEANING)).toBe(MEANING);
  });
});
