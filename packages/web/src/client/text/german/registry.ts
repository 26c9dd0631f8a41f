import type { REGISTRY_ENGLISH } from "../english/registry.ts";
import type { TextsOf } from "../text_entry.ts";

/** The words of the page "Registry". */
export const REGISTRY_GERMAN: TextsOf<keyof typeof REGISTRY_ENGLISH> = {
  "registry.title": "Registry",
  "registry.intro":
    "Jede Einstellung dieses Geräts unter ihrem Schlüssel. Die anderen Seiten ändern dieselben Einstellungen.",
  "registry.tabs": "Teile dieser Seite",
  "registry.tab.keys": "Schlüssel",
  "registry.tab.history": "Verlauf",
  "registry.tab.import": "Import und Export",
  "registry.search": "Schlüssel, Werte und Bedeutungen durchsuchen",
  "registry.showUnset": "Auch Schlüssel zeigen, die nicht gesetzt sind",
  "registry.add": "Schlüssel hinzufügen",
  "registry.found": { one: "{count} Schlüssel", other: "{count} Schlüssel" },
  "registry.nothing": "Kein Schlüssel passt",
  "registry.nothingHelp":
    "Suchen Sie nach etwas Kürzerem, oder zeigen Sie auch Schlüssel, die nicht gesetzt sind.",
  "registry.empty": "Noch ist kein Schlüssel gesetzt",
  "registry.emptyHelp":
    "Alles hat seinen Standard. Die Seite E-Mail führt durch die ersten Einstellungen.",
  "registry.isUnset": "nicht gesetzt",
  "registry.isUnsetDefault": "nicht gesetzt, wie {value}",
  "registry.isSecret": "geheim, auf dem Gerät versiegelt",
  "registry.isUnknown": "unbekannt",
  "registry.unknownHelp":
    "Dieser Schlüssel steht in keinem Katalog: Das Gerät behält ihn und liest ihn nicht. Prüfen Sie die Schreibweise, wenn er etwas bewirken soll.",
  "registry.problems": "Einige gespeicherte Einstellungen sind nicht brauchbar:",

  "key.new": "Schlüssel hinzufügen",
  "key.key": "Schlüssel",
  "key.keyHelp":
    "Teile zwischen Schrägstrichen, wie Email/Port. Bekannte Schlüssel werden beim Tippen angeboten.",
  "key.value": "Wert",
  "key.valueHelp": "Leer entfernt den Schlüssel.",
  "key.default": "Standard ({value})",
  "key.defaultNone": "Nicht gesetzt",
  "key.secretHelp":
    "Der Wert eines Geheimnisses wird nie gezeigt und kann hier nicht eingegeben werden. Die Seite E-Mail speichert ihn versiegelt.",
  "key.toEmail": "Zur Seite E-Mail",
  "key.facts": "Was über diesen Schlüssel bekannt ist",
  "key.kind": "Art",
  "key.defaultFact": "Standard",
  "key.none": "keiner",
  "key.since": "Seit Firmware",
  "key.origin": "Wessen Schlüssel",
  "key.choices": "Zulässig",
  "key.range": "Bereich",
  "key.rangeOf": "{least} bis {most}",
  "key.ms": "Das sind {words}.",
  "key.save": "Speichern",
  "key.remove": "Schlüssel entfernen",
  "key.saved": "{key} ist gespeichert.",
  "key.removed": "{key} ist entfernt.",
  "key.origin.JANOS": "JANOS: Name und Verhalten sind von dort",
  "key.origin.ours": "Fieldpost",
  "key.origin.mixed": "Verhalten von JANOS, Name von Fieldpost",
  "key.kind.text": "Text",
  "key.kind.boolean": "enabled oder disabled",
  "key.kind.port": "TCP-Port",
  "key.kind.host": "Rechnername oder Adresse",
  "key.kind.helo-name": "Name für die Begrüßung",
  "key.kind.address": "E-Mail-Adresse",
  "key.kind.address-list": "Liste von E-Mail-Adressen",
  "key.kind.choice": "eines von mehreren Wörtern",
  "key.kind.milliseconds": "Millisekunden",
  "key.kind.minutes": "Minuten",
  "key.kind.minutes-list": "Liste von Minuten",
  "key.kind.hours": "Stunden",
  "key.kind.count": "Zahl",
  "key.kind.file": "Datei auf dem Gerät",
  "key.kind.file-list": "Liste von Dateien auf dem Gerät",
  "key.kind.sealed": "Geheimnis",

  "history.empty": "Noch wurde nichts geändert",
  "history.emptyHelp": "Jede Änderung erscheint hier, mit wem und wann.",
  "history.by": "von {name}",
  "author.commandLine": "der Kommandozeile",
  "author.unconfirmed": "dem Gerät: niemand hatte die Änderung bestätigt",
  "author.rolledBack": "{name} (zurückgenommen)",

  "import.title": "Importieren",
  "import.intro":
    "Einstellungen aus einer Datei wie jnior.ini. Sie sehen, was sich ändern würde, bevor sich etwas ändert.",
  "import.file": "Datei wählen",
  "import.document": "Einstellungen als Text",
  "import.documentHelp":
    "Abschnitte in eckigen Klammern, darin Schlüssel = Wert; oder ganze Schlüssel, wie Email/Port = 465.",
  "import.replace": "Auch entfernen, was die Datei nicht hat",
  "import.replaceHelp": "Geheimnisse bleiben in jedem Fall.",
  "import.preview": "Zeigen, was sich ändern würde",
  "import.apply": {
    one: "Diese Änderung übernehmen",
    other: "Diese {count} Änderungen übernehmen",
  },
  "import.same": "Es würde sich nichts ändern: Das Gerät hat diese Einstellungen schon.",
  "import.diff": {
    one: "{count} Schlüssel würde sich ändern. Noch ist nichts geändert.",
    other: "{count} Schlüssel würden sich ändern. Noch ist nichts geändert.",
  },
  "import.refused": "Das lässt sich nicht importieren. Es wurde nichts geändert.",
  "import.warnings": "Das lässt sich importieren; dabei ist etwas zu beachten:",
  "import.done": {
    one: "{count} Schlüssel wurde geändert.",
    other: "{count} Schlüssel wurden geändert.",
  },
  "import.tooLarge": "Die Datei ist zu groß für ein Dokument der Registry.",

  "export.title": "Exportieren",
  "export.intro":
    "Alle Einstellungen in einer Datei, zum Aufheben oder zum Importieren in ein anderes Gerät. Geheimnisse sind nicht dabei.",
  "export.download": "Registry herunterladen",
};
