import { readRecipients } from "@fieldpost/core";
import { toAscii } from "@fieldpost/runtime";
import { CliFailure } from "../cli_failure.ts";
import type { Io } from "../io.ts";
import { openUnit } from "../open_unit.ts";
import { showLine } from "../text/show_text.ts";
import type { SendmailRequest } from "./sendmail_request.ts";

/** The exit code of `-bv` when a word is no address. */
const NO_ADDRESS_EXIT_CODE = 67;

/** `-bv`: says of each address what it becomes; nothing is sent and no server is asked. */
export async function verifyAddresses({ recipients }: SendmailRequest, io: Io): Promise<number> {
  if (recipients.length === 0) {
    throw new CliFailure("usage", "Cannot verify nothing: addresses are accepted");
  }
  const { settings } = await (await openUnit(io)).plan();
  const { localTo, from } = settings;
  const names = { toAscii, localDomain: from?.domain, localTo };
  let code = 0;
  for (const text of recipients) {
    const addresses = readRecipients(text, names);
    if (addresses === undefined) code = NO_ADDRESS_EXIT_CODE;
    const whom = addresses?.map((address) => address.text).join(", ");
    const what = whom === undefined ? "no address" : `deliverable to ${whom}`;
    io.write(`${showLine(text)} ... ${what}\n`);
  }
  return code;
}
