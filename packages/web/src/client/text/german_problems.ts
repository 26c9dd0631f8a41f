import type { Phrases } from "./translate_sentence.ts";

/** What is wrong with a setting or a document. */
export const GERMAN_PROBLEMS: Phrases = {
  "Line {line}: {problem}": "Zeile {line}: {problem:sentence}",
  'Cannot use key "{key}": {is}, {accepted}':
    'Der Schlüssel "{key}" ist nicht brauchbar: {is:fault}. Zulässig: {accepted:accepted}.',
  'Cannot use key "": {is}, {accepted}':
    "Der Schlüssel ist nicht brauchbar: {is:fault}. Zulässig: {accepted:accepted}.",
  'Key "{key}" is not in the catalogue: it is kept, and nothing here reads it':
    'Der Schlüssel "{key}" steht nicht im Katalog: Er bleibt erhalten, aber nichts hier liest ihn.',
  'Key "{key}" is not in the catalogue: it is kept, and nothing here reads it; {nearest} is the nearest that is read':
    'Der Schlüssel "{key}" steht nicht im Katalog: Er bleibt erhalten, aber nichts hier liest ihn. Gelesen wird {nearest}, der ähnlichste.',
  "Cannot set {key}: keys whose last part begins with $ belong to the system and are never saved":
    "{key} lässt sich nicht setzen: Schlüssel, deren letzter Teil mit $ beginnt, gehören dem System und werden nie gespeichert.",
  'Key "{key}" belongs to the system: its line is kept, and its value is not read':
    'Der Schlüssel "{key}" gehört dem System: Seine Zeile bleibt erhalten, der Wert wird nicht gelesen.',
  'Cannot set {key} in plain text: it holds a secret, use "fieldpost ipconfig --password-stdin" or the page':
    '{key} lässt sich nicht im Klartext setzen: Darin steht ein Geheimnis. Zulässig: "fieldpost ipconfig --password-stdin" oder diese Seite.',
  'Cannot set {key} in plain text: by its name it holds a secret, and only {nearest} is one here; use "fieldpost ipconfig --password-stdin" or the page':
    '{key} lässt sich nicht im Klartext setzen: Dem Namen nach steht darin ein Geheimnis, und hier ist nur {nearest} eines. Zulässig: "fieldpost ipconfig --password-stdin" oder diese Seite.',
  'Cannot use {key} = "{value}": {is}, {accepted}':
    '{key} = "{value}" ist nicht brauchbar: {is:fault}. Zulässig: {accepted:accepted}.',
  "Cannot use {key}: it is not set, {accepted}":
    "{key} fehlt: Der Schlüssel ist nicht gesetzt. Zulässig: {accepted:accepted}.",
  "Cannot use {key}: the value has {length} characters, at most {limit} are accepted":
    "{key} ist nicht brauchbar: Der Wert hat {length} Zeichen. Zulässig: höchstens {limit}.",
  "Cannot use {key}: the value holds the control character {character}, printable text is accepted":
    "{key} ist nicht brauchbar: Der Wert enthält das Steuerzeichen {character}. Zulässig: druckbarer Text.",
  'Cannot read the line that begins with "{text}": {is}, {accepted}':
    'Die Zeile, die mit "{text}" beginnt, ist nicht lesbar: {is:fault}. Zulässig: {accepted:accepted}.',
  'Cannot read the line that begins with "": {is}, {accepted}':
    "Die Zeile ist nicht lesbar: {is:fault}. Zulässig: {accepted:accepted}.",
  "Cannot read the line: it has {length} characters, at most {limit} are accepted":
    "Die Zeile ist nicht lesbar: Sie hat {length} Zeichen. Zulässig: höchstens {limit}.",
  'Cannot read section "{text}": {is}, its lines are not read':
    'Der Abschnitt "{text}" ist nicht lesbar: {is:fault}. Seine Zeilen werden nicht gelesen.',
  'Cannot read section "": {is}, its lines are not read':
    "Der Abschnitt ist nicht lesbar: {is:fault}. Seine Zeilen werden nicht gelesen.",
  'Key "{key}" was already set in line {first}: the last one counts':
    'Der Schlüssel "{key}" wurde schon in Zeile {first} gesetzt: Die letzte Zeile gilt.',
  "Cannot keep {count} keys: at most {limit} are accepted":
    "{count} Schlüssel sind zu viele. Zulässig: höchstens {limit}.",
  "Cannot read the document: it has {length} characters, at most {limit} are accepted":
    "Das Dokument ist nicht lesbar: Es hat {length} Zeichen. Zulässig: höchstens {limit}.",
  "{count} more problems are not listed": "{count} weitere Probleme sind nicht aufgeführt.",
  "Cannot edit the document: it exceeds a limit and was not read whole, a complete document is accepted":
    "Das Dokument lässt sich nicht ändern: Es überschreitet eine Grenze und wurde nicht ganz gelesen. Zulässig: ein vollständiges Dokument.",
};

/** What a text is that cannot be used: the first half of a refusal. */
export const GERMAN_FAULTS: Phrases = {
  "it is empty": "Der Wert ist leer",
  "this user may not read it ({code})": "Dieser Benutzer darf die Datei nicht lesen ({code})",
  "it is missing ({code})": "Die Datei fehlt ({code})",
  "it is not in a directory ({code})": "Die Datei liegt nicht in einem Verzeichnis ({code})",
  "it is a directory ({code})": "Das ist ein Verzeichnis ({code})",
  "it does not begin at the root": "Der Pfad beginnt nicht an der Wurzel",
  "it is not a file of a usable size": "Das ist keine Datei von brauchbarer Größe",
  "it holds no certificate": "Darin steht kein Zertifikat",
  "it is too small": "Die Zahl ist zu klein",
  "it is too large": "Die Zahl ist zu groß",
  "it is not made of digits alone": "Der Wert besteht nicht nur aus Ziffern",
  "it begins with a zero": "Der Wert beginnt mit einer Null",
  "it is not a whole number": "Das ist keine ganze Zahl",
  "it has too many numbers": "Das sind zu viele Zahlen",
  "a part of it is no such number": "Ein Teil davon ist keine solche Zahl",
  "it is neither on nor off": "Das bedeutet weder ein noch aus",
  "it is not one of the choices": "Dieser Wert steht nicht zur Wahl",
  "it is not a time in milliseconds": "Das ist keine Zeit in Millisekunden",
  "it is not a pin": "Das ist kein Fingerabdruck eines Schlüssels",
  "it has a character that no event's name has":
    "Darin steht ein Zeichen, das in keinem Ereignisnamen stehen kann",
  "its name cannot be a part of a key": "Der Name kann nicht Teil eines Schlüssels sein",
  "it has {length} characters": "Der Schlüssel hat {length} Zeichen",
  "it holds {character}": "Darin steht {character:character}",
  "a part of it is empty": "Ein Teil davon ist leer",
  'its part "{part}" begins with a space, ; or #, or ends with a space':
    'Der Teil "{part}" beginnt mit einem Leerzeichen, ; oder #, oder er endet mit einem Leerzeichen',
  "it has the control character {code}": "Darin steht das Steuerzeichen {code}",
  "it has the invisible character {code}": "Darin steht das unsichtbare Zeichen {code}",
  "it has no closing ]": "Die schließende ] fehlt",
  "text follows its closing ]": "Nach der schließenden ] folgt noch Text",
  "it has no =": "Das = fehlt",
  "its quotes are not closed": "Die Anführungszeichen sind nicht geschlossen",
  "the escape \\{sequence} is unknown": "Die Zeichenfolge \\{sequence} hat keine Bedeutung",

  "a zone id means something on one machine only":
    "Eine Zonen-ID hat nur auf einem einzigen Gerät eine Bedeutung",
  "it ends in a port": "Am Ende steht ein Port",
  "it is not an IPv6 address": "Das ist keine IPv6-Adresse",
  "it has an empty part between dots": "Zwischen zwei Punkten steht nichts",
  'the part "{part}" is longer than 63 characters': 'Der Teil "{part}" ist länger als 63 Zeichen',
  'the part "xn--" names no characters': 'Der Teil "xn--" steht für kein Zeichen',
  'the part "{part}" begins or ends with a hyphen':
    'Der Teil "{part}" beginnt oder endet mit einem Bindestrich',
  "it is longer than 253 characters": "Der Name ist länger als 253 Zeichen",
  "it ends in a number but is not an IPv4 address":
    "Am Ende steht eine Zahl, aber das Ganze ist keine IPv4-Adresse",
  "it has an underscore": "Darin steht ein Unterstrich",
  "it is an email address": "Das ist eine E-Mail-Adresse",
  'it has the character "{character}"': 'Darin steht das Zeichen "{character}"',
  "it has characters that no internet name can carry":
    "Darin stehen Zeichen, die in keinem Namen im Internet stehen können",
  "it is a URL or a path": "Das ist eine URL oder ein Pfad",
  "an IP address needs brackets here": "Eine IP-Adresse steht hier in eckigen Klammern",
  "every machine has this name": "So heißt jedes Gerät",
  "it has no domain": "Die Domain fehlt",
  "the brackets around the address do not match":
    "Die eckigen Klammern um die Adresse passen nicht zusammen",
  "the brackets hold no IPv6 address": "In den Klammern steht keine IPv6-Adresse",
  "the brackets hold no IP address": "In den Klammern steht keine IP-Adresse",
  'an IPv6 address in brackets needs the word "IPv6:"':
    'Vor einer IPv6-Adresse in Klammern steht "IPv6:"',

  "it has no @": "Das @ fehlt",
  "there are < and > around the address": "Um die Adresse stehen < und >",
  "there is no @ after the quotes": "Nach den Anführungszeichen fehlt das @",
  "there is nothing before the @": "Vor dem @ steht nichts",
  "there is nothing after the @": "Nach dem @ steht nichts",
  "a dot begins, ends or doubles in the part before the @":
    "Vor dem @ steht ein Punkt am Anfang, am Ende oder doppelt",
  "the part before the @ has a character that needs quotes":
    "Vor dem @ steht ein Zeichen, das Anführungszeichen braucht",
  "the part before the @ is longer than 64 octets": "Der Teil vor dem @ ist länger als 64 Byte",
  "it is longer than 254 octets": "Die Adresse ist länger als 254 Byte",
  "the domain: {is}": "Zur Domain: {is:fault}",
  "an IP address as domain needs brackets": "Eine IP-Adresse als Domain steht in eckigen Klammern",
  "the quotes are not closed": "Die Anführungszeichen sind nicht geschlossen",
  "a [ is not closed": "Eine [ ist nicht geschlossen",
  "a < is not closed": "Eine < ist nicht geschlossen",
  "there are two < in one entry": "In einem Eintrag stehen zwei <",
  "there is a > without a <": "Ein > steht ohne <",
  "it has more than {limit} addresses": "Das sind mehr als {limit} Adressen",
  "it is longer than {limit} characters": "Der Text ist länger als {limit} Zeichen",
  "it names no address": "Darin steht keine Adresse",
  "there is text after the >, or a comma is missing": "Nach dem > steht Text, oder ein Komma fehlt",
  "it has a comment in parentheses": "Darin steht ein Kommentar in Klammern",
  "there is a colon before the address, and groups are not supported":
    "Vor der Adresse steht ein Doppelpunkt, und Gruppen gehen nicht",
  "there is a name but no < and > around the address, or a comma is missing":
    "Um die Adresse nach dem Namen fehlen < und >, oder ein Komma fehlt",
  "there is a colon in a name without quotes, and groups are not supported":
    "Im Namen ohne Anführungszeichen steht ein Doppelpunkt, und Gruppen gehen nicht",
  "there is an @ in a name without quotes": "Im Namen ohne Anführungszeichen steht ein @",
  "there is a {character} in a name without quotes":
    "Im Namen ohne Anführungszeichen steht {character}",
  "there is text right after a closing quote":
    "Gleich nach einem schließenden Anführungszeichen steht Text",
  'in "{entry}" {is}': 'In "{entry}": {is:fault}',
};

/** A character that a key must not hold. */
export const GERMAN_CHARACTERS: Phrases = {
  "the character U+{code}": "das Zeichen U+{code}",
  "the character {character}": "das Zeichen {character}",
};

/** What is accepted: the second half of a refusal, after "Zulässig:". */
export const GERMAN_ACCEPTED: Phrases = {
  "the path of a PEM file with certificates is accepted":
    "der Pfad einer PEM-Datei mit Zertifikaten",
  "a number from 1 to 65535 is accepted": "eine Zahl von 1 bis 65535",
  "a whole number from {least} to {most} is accepted": "eine ganze Zahl von {least} bis {most}",
  "up to {count} numbers from {least} to {most} with commas between are accepted":
    "bis zu {count} Zahlen von {least} bis {most}, durch Kommas getrennt",
  "enabled or disabled (true/false, on/off, yes/no, 1/0) is accepted":
    "enabled oder disabled (true/false, on/off, yes/no, 1/0)",
  "{choices} are accepted": "{choices}",
  "at most {limit} are accepted": "höchstens {limit}",
  'sha256/ and the base64 of a SHA-256 is accepted, as "fieldpost check" shows it':
    'sha256/ und das Base64 eines SHA-256, wie "fieldpost check" es zeigt',
  "names such as Email/Port are accepted": "Namen wie Email/Port",
  "letters, digits, - and _ are accepted": "Buchstaben, Ziffern, - und _",
  "letters, digits, hyphens and dots are accepted": "Buchstaben, Ziffern, Bindestriche und Punkte",
  "a name of letters and digits such as Alarm is accepted":
    "ein Name aus Buchstaben und Ziffern wie Alarm",
  'a comment, a [section] or "name = value" is accepted':
    'ein Kommentar, ein [Abschnitt] oder "Name = Wert"',
  'a closing " is accepted': 'ein schließendes "',
  '\\\\, \\", \\n, \\r, \\t and \\uXXXX are accepted between quotes':
    '\\\\, \\", \\n, \\r, \\t und \\uXXXX zwischen Anführungszeichen',

  "the name or the address of a mail server is accepted":
    "der Name oder die Adresse eines Mailservers",
  "a name like smtp.example.com or an IP address is accepted":
    "ein Name wie smtp.example.com oder eine IP-Adresse",
  "an address without % is accepted": "eine Adresse ohne %",
  "a name or address alone is accepted, the port has its own key":
    "nur ein Name oder eine Adresse; der Port hat einen eigenen Schlüssel",
  "four numbers from 0 to 255 without leading zeros are accepted":
    "vier Zahlen von 0 bis 255 ohne führende Nullen",
  "a full name like unit7.example.com or [192.0.2.7] is accepted":
    "ein vollständiger Name wie unit7.example.com oder [192.0.2.7]",
  "[192.0.2.7] or [IPv6:2001:db8::7] is accepted": "[192.0.2.7] oder [IPv6:2001:db8::7]",
  "an address like alarm@example.com is accepted": "eine Adresse wie alarm@example.com",
  "alarm@[192.0.2.7] is accepted": "alarm@[192.0.2.7]",
  "a list like ann@example.com, bob@example.com is accepted":
    "eine Liste wie ann@example.com, bob@example.com",
  'a list like "Ann Lee <ann@example.com>, bob@example.com" is accepted':
    'eine Liste wie "Ann Lee <ann@example.com>, bob@example.com"',
  'a list like log.txt, "a, b.csv" is accepted': 'eine Liste wie log.txt, "a, b.csv"',
  "a name of plain words or in double quotes is accepted":
    "ein Name aus einfachen Wörtern oder in doppelten Anführungszeichen",
};
