const NAMES = "a name, or a line of SMTP or of a header";
const LOG = "the system log is a file, and is in English for everybody";
const BY_MAIL = "a message, and not a page";
const FOR_PROGRAMMERS = "a mistake of a program that calls us";
const COMMAND = "only the command says it, and ends";

/** Files whose sentences no page shows, and why; a folder ends in a slash. */
export const UNSPOKEN_FILES: Readonly<Record<string, string>> = {
  "core/src/_log_dialect.ts": NAMES,
  "core/src/_log_reading.ts": NAMES,
  "core/src/_session_wire.ts": FOR_PROGRAMMERS,
  "core/src/complete_header.ts": NAMES,
  "core/src/failure_report.ts": BY_MAIL,
  "core/src/format_diagnosis.ts": "the command's labels; the page has its own",
  "core/src/receiving_session.ts": NAMES,
  "core/src/registry_change.ts": LOG,
  "core/src/xtext.ts": FOR_PROGRAMMERS,
  "runtime/src/_failure_reports.ts": LOG,
  "runtime/src/_nodemailer_parameters.ts": FOR_PROGRAMMERS,
  "runtime/src/_registry_log.ts": LOG,
  "runtime/src/_serve_work.ts": LOG,
  "runtime/src/data_directory.ts": COMMAND,
  "runtime/src/fieldpost_transport.ts": FOR_PROGRAMMERS,
  "runtime/src/log_outcome.ts": LOG,
  "runtime/src/serve_lock.ts": COMMAND,
  "runtime/src/serve_unit.ts": LOG,
  "runtime/src/spool_record.ts": LOG,
  "web/src/server/listen.ts": FOR_PROGRAMMERS,
  "web/src/server/read_request.ts": FOR_PROGRAMMERS,
  "web/src/server/static_files.ts": NAMES,
  "web/src/server/stream_items.ts": NAMES,
};

/** Single sentences that no page shows, and why. */
export const UNSPOKEN_SENTENCES: Readonly<Record<string, string>> = {
  "fieldpost registry {}": NAMES,
  "AUTH {}": NAMES,
  "HELO {}": NAMES,
  "EHLO {}\r\n": NAMES,
  "Gmail and Google Workspace": NAMES,
  "Raised {} times:\n\n{}": BY_MAIL,
  'Cannot read {} "{}": {}, {}': FOR_PROGRAMMERS,
  "address list": FOR_PROGRAMMERS,
  "Cannot make a query: the nonce has {} octets, {}": FOR_PROGRAMMERS,
  "Cannot take a handshake: none was asked for": FOR_PROGRAMMERS,
  "Cannot {}: the session is not ready": FOR_PROGRAMMERS,
  "Cannot submit a transaction: the session is a rehearsal": FOR_PROGRAMMERS,
  "submit a transaction": FOR_PROGRAMMERS,
  "failed with {} at {}": LOG,
  "Check of the login to {} port {} as {}: {}": LOG,
  "Test message from {}": BY_MAIL,
  "This is the test message of a check of {}.\nMail from it arrives.\n": BY_MAIL,
  "Email {} held: {}": LOG,
  "Email queue waits: {}": LOG,
  "Queue settings: {}": LOG,
  "the secret is for the configured host": FOR_PROGRAMMERS,
  "Cannot log in to another host: {}, one of both is accepted": FOR_PROGRAMMERS,
  "Email refused: {}": LOG,
  "Email {} given up: it could not be delivered in time": LOG,
  "Queue file {} set aside: {}": LOG,
  "Cannot read the spool file: it has {} octets, another length was written": LOG,
  "Event On{}: {} lines are not mailed, its Email is disabled": LOG,
  "Email about On{} queued: {}": LOG,
  "Event On{} is kept and not mailed: {}": LOG,
  "{} {} breaking\n": NAMES,
  "this link": NAMES,
  "Cannot connect: the limit is over": LOG,
  "Cannot write the history": LOG,
  "Cannot answer {}: a fault of the program ({})": LOG,
  "Cannot read the body: it is not sent as application/json in UTF-8, which is accepted":
    FOR_PROGRAMMERS,
  "Cannot read the body: it is no JSON text in UTF-8": FOR_PROGRAMMERS,
};
