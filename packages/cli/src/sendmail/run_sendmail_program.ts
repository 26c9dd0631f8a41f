import { CliFailure } from "../cli_failure.ts";
import type { Io } from "../io.ts";
import { reportFailure } from "../report_failure.ts";
import { showLine } from "../text/show_text.ts";
import { parseSendmailFlags } from "./parse_sendmail_flags.ts";
import type { SendmailMode, SendmailRequest } from "./sendmail_request.ts";

/** Carries one request of sendmail(1) out and answers its exit code. */
export type RunSendmailMode = (request: SendmailRequest, io: Io) => Promise<number>;

const RUNNERS: Readonly<Record<SendmailMode, () => Promise<RunSendmailMode>>> = {
  submit: async () => (await import("./submit_input.ts")).submitInput,
  speak: async () => (await import("./speak_smtp.ts")).speakSmtp,
  list: async () => (await import("./list_mailq.ts")).listMailq,
  verify: async () => (await import("./verify_addresses.ts")).verifyAddresses,
  run: async () => (await import("./run_pass.ts")).runPass,
  aliases: async () => tellAliases,
  help: async () => tellHelp,
};

const HELP = `sendmail [-t] [-i] [-f address] [-F name] [-v] [--] [address ...]
sendmail -bp | -bs | -bv address ... | -q
mailq
newaliases

Accepts a message from standard input into the queue of Fieldpost, in which it is delivered, reported
failed, or still there. The data directory is named by FIELDPOST_HOME.

 -t            To, Cc and Bcc receive it as well; the newest Resent- block alone where there is one
 -i, -oi       A line with a dot alone is content, not the end
 -f address    The envelope sender, else IpConfig/EmailAddress; "" is the null sender
 -F name       The author's name where the message has no From
 -bp           List the queue, as mailq does
 -bs           Speak SMTP on standard input and output
 -bv           Say whether the addresses can be used
 -q            Make one pass over the queue
 -N never      No report about this message; or when: success,failure,delay
 -R full       How much of it a failure report gives back: full, or hdrs
 -V id         Your own name for the message, given back in reports
 -O requiretls=yes  Only over verified TLS, from server to server; else it fails
 -X file       Write what is done at the end of a file
 -v            Tell what is done and what is ignored
 --            What follows is an address, whatever it begins with

Other flags of Sendmail are ignored. Exit codes: 0 accepted, 64 usage, 65 message or address, 67 an
address of -bv, 70 fault of the program, 73 directory, 74 input or output, 75 disk or, of -q, something
waits, 77 directory of another user, 78 settings.
`;

/**
 * Runs sendmail(1) and answers its exit code; nothing is thrown.
 *
 * @param mode What the name of the program means by itself
 */
export async function runSendmailProgram(
  argv: readonly string[],
  mode: SendmailMode,
  io: Io,
): Promise<number> {
  const code = await attempt(argv, mode, io);
  const state = await io.flush();
  if (state.kind !== "failed" || code !== 0) return code;
  const message = `Cannot write the output: ${state.code}, a place with room is needed`;
  return await reportFailure(new CliFailure("output-failed", message), io, false);
}

async function attempt(argv: readonly string[], mode: SendmailMode, io: Io): Promise<number> {
  try {
    const request = parseSendmailFlags(argv, mode);
    if (request.isVerbose) {
      for (const note of request.notes) io.writeError(`sendmail: note: ${showLine(note)}\n`);
    }
    const runMode = await RUNNERS[request.mode]();
    return await runMode(request, io);
  } catch (error) {
    return await reportFailure(error, io, false);
  }
}

async function tellAliases(_request: SendmailRequest, io: Io): Promise<number> {
  io.write(
    "There is no alias database: what is for a name without a domain goes to Email/LocalTo.\n",
  );
  return 0;
}

async function tellHelp(_request: SendmailRequest, io: Io): Promise<number> {
  io.write(HELP);
  return 0;
}
