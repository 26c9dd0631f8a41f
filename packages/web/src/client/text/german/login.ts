import type { LOGIN_ENGLISH } from "../english/login.ts";
import type { TextsOf } from "../text_entry.ts";

/** The words of the login and of the first set-up. */
export const LOGIN_GERMAN: TextsOf<keyof typeof LOGIN_ENGLISH> = {
  "login.title": "Anmelden",
  "login.intro": "an {unit}",
  "login.username": "Benutzername",
  "login.password": "Passwort",
  "login.submit": "Anmelden",
  "login.wait": {
    one: "Zu viele Versuche. Warten Sie {count} Sekunde und versuchen Sie es dann noch einmal.",
    other: "Zu viele Versuche. Warten Sie {count} Sekunden und versuchen Sie es dann noch einmal.",
  },
  "login.ended":
    "Ihre Sitzung ist zu Ende. Melden Sie sich wieder an; was Sie eingegeben haben, bleibt erhalten.",
  "login.http":
    "Diese Seite kam unverschlüsselt: Unterwegs kann jeder das Passwort lesen. Verwenden Sie HTTPS.",
  "login.forgotten": "Passwort vergessen?",
  "login.forgottenHelp":
    "Ein anderer Administrator kann ein neues setzen. Gibt es keinen, wird es dort gesetzt, wo das Gerät läuft: „{command}“.",
  "login.needUsername": "Geben Sie den Benutzernamen ein.",
  "login.needPassword": "Geben Sie das Passwort ein.",

  "setup.title": "Dieses Gerät einrichten",
  "setup.intro":
    "Es gibt kein voreingestelltes Passwort. Wählen Sie jetzt Ihres; der Einrichtungscode beweist, dass Sie das Terminal des Geräts sehen.",
  "setup.token": "Einrichtungscode",
  "setup.tokenHelp":
    "Er wurde dort ausgegeben, wo „fieldpost serve“ gestartet wurde. Er gilt einmal.",
  "setup.username": "Benutzername für die Administration",
  "setup.password": "Passwort",
  "setup.passwordHelp":
    "Mindestens {count} Zeichen. Lang ist besser als kompliziert: drei oder vier Wörter ohne Zusammenhang sind gut. Leerzeichen zählen; jedes Zeichen ist erlaubt.",
  "setup.again": "Dasselbe Passwort noch einmal",
  "setup.differ": "Die beiden Passwörter sind nicht gleich.",
  "setup.tooShort": {
    one: "Es fehlt noch {count} Zeichen.",
    other: "Es fehlen noch {count} Zeichen.",
  },
  "setup.cannotName": "Dieser Name geht nicht: {fault}.",
  "setup.cannotPassword": "Dieses Passwort geht nicht: {fault}.",
  "setup.needToken": "Geben Sie den Einrichtungscode vom Terminal ein.",
  "setup.submit": "Passwort setzen und anmelden",
};
