import { readDisplayName } from "./_display_name.ts";
import { actingFault } from "./_invisible.ts";
import { printable } from "./_printable.ts";
import { readEmailAddress } from "./_read_email_address.ts";
import { type Fault, type Reading, refused } from "./_reading.ts";
import { type MailboxEntry, splitMailboxList } from "./_split_mailbox_list.ts";
import type { ToAscii } from "./host_name.ts";
import type { Mailbox, MailboxListOptions } from "./mailbox_list.ts";

const LONGEST_LIST = 1_048_576;
const MOST_ADDRESSES = 10_000;

const ACCEPTED = 'a list like "Ann Lee <ann@example.com>, bob@example.com" is accepted';

// Longer texts are no address with something beside it, and looking at them closely costs time.
const LONGEST_GUESS = 1000;

function guessFault(text: string): string | undefined {
  if (text.length > LONGEST_GUESS) return undefined;
  const bare = text.replace(/^"(?:[^"\\]|\\.)*"/su, "").replace(/\[[^\]]*\]/g, "");
  if (bare.includes("(")) return "it has a comment in parentheses";
  if (/^[^@]*:/.test(bare))
    return "there is a colon before the address, and groups are not supported";
  if (!/\s/.test(bare)) return undefined;
  return "there is a name but no < and > around the address, or a comma is missing";
}

function readBareAddress(text: string, toAscii: ToAscii): Reading<Mailbox> {
  const bare = text.trim();
  const address = readEmailAddress(bare, toAscii);
  if ("value" in address) return { value: { name: undefined, address: address.value } };
  const guess = guessFault(bare);
  return guess === undefined ? address : refused(guess, ACCEPTED);
}

function readEntry(entry: MailboxEntry, toAscii: ToAscii): Reading<Mailbox> {
  const { text, open, close } = entry;
  if (open === undefined || close === undefined) return readBareAddress(text, toAscii);
  if (text.slice(close + 1).trim() !== "") {
    return refused("there is text after the >, or a comma is missing", ACCEPTED);
  }
  const name = readDisplayName(text.slice(0, open));
  if ("fault" in name) return name;
  const address = readEmailAddress(text.slice(open + 1, close).trim(), toAscii);
  return "fault" in address ? address : { value: { name: name.value, address: address.value } };
}

function inEntry(text: string, fault: Fault): { readonly fault: Fault } {
  return refused(`in "${printable(text.trim())}" ${fault.is}`, fault.accepted);
}

/** Reads a list of mailboxes: the parser behind the functions of `mailbox_list.ts`. */
export function readMailboxList(
  text: string,
  toAscii: ToAscii,
  options: MailboxListOptions,
): Reading<readonly Mailbox[]> {
  if (text.length > LONGEST_LIST) {
    return refused(`it is longer than ${LONGEST_LIST} characters`, ACCEPTED);
  }
  const acting = actingFault(text);
  if (acting !== undefined) return refused(acting, ACCEPTED);
  const entries = splitMailboxList(text, MOST_ADDRESSES);
  if ("fault" in entries) return entries;
  const mailboxes: Mailbox[] = [];
  for (const entry of entries.value) {
    const mailbox = readEntry(entry, toAscii);
    if ("fault" in mailbox) return inEntry(entry.text, mailbox.fault);
    mailboxes.push(mailbox.value);
  }
  if (mailboxes.length === 0 && options.allowEmpty !== true) {
    return refused("it names no address", ACCEPTED);
  }
  return { value: mailboxes };
}
