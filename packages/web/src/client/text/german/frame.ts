import type { FRAME_ENGLISH } from "../english/frame.ts";
import type { TextsOf } from "../text_entry.ts";

/** The words around every page: navigation, connection, trial of a change, failures. */
export const FRAME_GERMAN: TextsOf<keyof typeof FRAME_ENGLISH> = {
  "frame.skip": "Zum Inhalt springen",
  "frame.navigation": "Seiten",
  "frame.menu": "Menü",
  "frame.loading": "Wird geladen",
  "frame.signedInAs": "Angemeldet als {name}",
  "frame.signOut": "Abmelden",
  "frame.language": "Sprache",
  "frame.version": "Fieldpost {version}",
  "frame.notFound": "Diese Seite gibt es nicht",
  "frame.notFoundHelp":
    "Die Adresse ist vielleicht vertippt oder stammt aus einer anderen Version.",
  "frame.toOverview": "Zur Übersicht",
  "frame.viewOnly":
    "Sie können alles ansehen und nichts ändern. Das kann eine Administratorin oder ein Administrator.",

  "role.administrator": "Administration",
  "role.control": "Bedienung",
  "role.viewer": "Nur ansehen",

  "live.lost":
    "Die Verbindung zum Gerät ist unterbrochen. Was Sie sehen, kann veraltet sein; was Sie eingegeben haben, bleibt erhalten.",
  "live.lostSince": "Unterbrochen {when}. Die Seite verbindet sich von selbst wieder.",
  "live.changed": "{name} hat {keys} geändert",
  "live.changedThere": "Auf der Kommandozeile geändert: {keys}",
  "live.rolledBack": "{name} hat {keys} zurückgenommen",
  "live.changedSomething": "Einstellungen wurden geändert.",
  "live.again": "Wieder verbunden.",

  "trial.banner":
    "Eine Änderung gilt auf Probe. Ohne Bestätigung kehrt das Gerät in {left} zu den Einstellungen davor zurück.",
  "trial.label": "Änderung auf Probe",
  "trial.by": "Geändert von {name}: {keys}",
  "trial.confirm": "Änderung behalten",
  "trial.rollBack": "Jetzt zurück",
  "trial.confirmed": "Die Änderung bleibt.",
  "trial.over":
    "Die Änderung wurde nicht rechtzeitig bestätigt: Die Einstellungen davor gelten wieder. Der Verlauf in der Registry kann das zurücknehmen.",
  "trial.rolledBack": "Die Einstellungen sind wieder wie vorher.",

  "leave.title": "Mit ungespeicherten Änderungen weggehen?",
  "leave.text": "Was Sie eingegeben haben, ist auf dem Gerät nicht gespeichert.",
  "leave.stay": "Hier bleiben",
  "leave.keep": "Weggehen, Eingaben behalten",
  "leave.discard": "Weggehen und verwerfen",

  "failure.unreachable":
    "Das Gerät antwortet nicht. Prüfen Sie das Netzwerk, und ob es eingeschaltet ist.",
  "failure.unreadable":
    "Das Gerät hat etwas geantwortet, das diese Seite nicht lesen kann. Laden Sie die Seite neu.",
  "failure.again": "Noch einmal versuchen",
};
