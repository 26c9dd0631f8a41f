/** The words of the page "Email": its steps, its fields, and the plan beside them. */
export const EMAIL_ENGLISH = {
  "email.title": "Email",
  "email.intro":
    "Six steps, from top to bottom. Nothing is stored before you save, and beside the form you see at every moment how mail will leave.",
  "email.missing": "This is needed before anything can be sent.",
  "email.unset": "not set ({value})",

  "email.step.ip": "Check the network",
  "email.step.ip.intro":
    "Has the unit an address, can it find the mail server by its name, is its clock right? Certificates are judged by the clock.",
  "email.hostName": "Name of this unit",
  "email.hostName.help":
    "It introduces itself to the mail server by this name. Unset: the machine's own.",
  "email.ntp": "Time server",
  "email.ntp.help": "The check compares the clock with it. The clock itself is never set.",
  "email.check.run": "Check now",
  "email.check.again": "Check again",
  "email.check.waiting": "waiting",
  "email.check.running": "running …",
  "email.check.ok": "fine",
  "email.check.warn": "look at this",
  "email.check.fail": "does not work",
  "email.check.skipped": "not tried",
  "email.check.unknown": "could not be found out",

  "email.step.host": "The mail server",
  "email.step.host.intro": "The server of your provider that takes mail from its customers.",
  "email.provider": "Start from a provider",
  "email.provider.help": "Fills in the server and the best way to connect. You can change both.",
  "email.provider.none": "Another server, or my own",
  "email.provider.asOf": "As known in {date}.",
  "email.provider.from.login": "The sender has to be the address that you log in with.",
  "email.provider.from.owned": "The sender has to be an address of your account.",
  "email.provider.from.verified":
    "The sender has to be an address or domain that you have verified there.",
  "email.provider.inDays": {
    one: "In {count} day, on {date}, this changes",
    other: "In {count} days, on {date}, this changes",
  },
  "email.provider.changed": "This has changed on {date}",
  "email.host": "Mail server",
  "email.host.help": "A name, such as smtp.example.com. Certificates are issued to names.",

  "email.step.from": "The sender",
  "email.step.from.intro":
    "An address of your own at that server. Many providers refuse any other, and failures are reported to it.",
  "email.from": "From address",
  "email.from.help": "Recipients see it, and answers go there.",

  "email.step.account": "The account",
  "email.step.account.intro":
    "Leave both empty only if the server takes mail from this unit without a login.",
  "email.username": "User name",
  "email.password": "Password",
  "email.password.help":
    "It is sealed on the unit. Nobody can read it again, here or elsewhere; many providers want an app password.",
  "email.password.again": "The same password again",
  "email.password.stored": "Stored",
  "email.password.storedHelp": "It is sealed on the unit and never shown, not even its length.",
  "email.password.replace": "Replace",
  "email.password.remove": "Remove",
  "email.password.removed": "Will be removed when you save",
  "email.password.keep": "Keep the stored one",

  "email.token.fold": "Sign in with OAuth instead of a password",
  "email.token": "File with the access token",
  "email.token.help": "Another program on the unit keeps it fresh. The password is then not used.",
  "email.step.connection": "Port and security",
  "email.best.run": "Find the best way for me",
  "email.best.help":
    "Asks the mail server on its usual ports what it offers. No password goes out.",
  "email.best.needHost": "Enter the mail server first.",
  "email.best.ports": "What was found on each port",
  "email.best.already": "The form says so already.",
  "email.best.none": "Nothing can be recommended.",
  "email.choice": "How is the connection protected?",
  "email.choice.implicit": "Encrypted from the first byte (465)",
  "email.choice.implicit.help":
    "The safest, where the server offers it. Nobody on the way can turn it off.",
  "email.choice.starttls-must": "Upgraded to encryption, or nothing is sent (587)",
  "email.choice.starttls-must.help":
    "Begins in plain text and upgrades with STARTTLS before anything private is said.",
  "email.choice.starttls-may": "Encrypted when the server offers it (25/587)",
  "email.choice.starttls-may.help":
    "For a server that needs no login. Someone on the way can hide the offer.",
  "email.choice.plain": "Never encrypted",
  "email.choice.plain.help":
    "Everyone on the way can read the mail. A password is not sent this way.",
  "email.choice.none": "The keys below contradict each other; choose one of the four to settle it.",
  "email.keys": "Another port, and the keys that this comes to",
  "email.keys.help": "The choice above writes these keys. You can also set each by itself.",
  "email.port": "Port",
  "email.port.help": "25, 587 or 465; some servers have others.",
  "email.smtps": "SMTPS",
  "email.smtps.help": "TLS from the first byte. Port 465 expects it.",
  "email.smtps.derived": "enabled, because of the port",
  "email.startTls": "STARTTLS",
  "email.startTls.help": "Whether a connection that begins in plain text is upgraded.",
  "email.sslEnabled": "TLS may be used at all",
  "email.sslRequired": "Nothing may leave without TLS",
  "email.sslRequired.help": "This also forces HTTPS for this page.",
  "email.profile": "Firmware profile",

  "email.advanced": "More settings, for those who need them",
  "email.helo": "Name for the greeting",
  "email.helo.help": "How the unit introduces itself to the server. Unset: its own name.",
  "email.caFile": "File with a private CA",
  "email.caFile.help":
    "A PEM file on the unit, for a server whose certificate your own authority issued.",
  "email.pin1": "Pinned public key",
  "email.pin2": "Second pinned key",
  "email.pin.help": "With a pin only this key is trusted, whoever signed the certificate.",
  "email.login": "When the server offers no login",
  "email.login.help": "“required”: nothing is sent. “if-offered”: it is sent without a login.",
  "email.chunking": "Send in counted chunks",
  "email.chunking.help":
    "Where the server offers it over TLS. Switch it off for a server that breaks on it.",
  "email.dangers": "Dangerous settings",
  "email.danger.PasswordInClearDangerous": "Let the password travel in clear",
  "email.danger.PasswordInClearDangerous.help":
    "Anyone on the way can read the password, and use it from then on. Only in a network where you trust every device and every person.",
  "email.danger.SkipVerificationDangerous": "Trust any certificate",
  "email.danger.SkipVerificationDangerous.help":
    "Whoever answers in place of the server gets the password and all mail, and nothing will show it. A private CA in its file is almost always the right way.",
  "email.danger.DowngradeDangerous": "Accept less protection than before",
  "email.danger.DowngradeDangerous.help":
    "If a server that always encrypted suddenly does not, that is what an attack looks like. This lets it pass.",
  "email.danger.on": "Switch on …",
  "email.danger.off": "Switch off again",
  "email.danger.type": "Type {word} to agree",
  "email.danger.no": "Leave it off",
  "email.danger.yes": "I accept the danger",
};
