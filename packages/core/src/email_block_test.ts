import { describe, expect, it } from "@jest/globals";
import { toAscii } from "./_testing/to_ascii.ts";
import { describeProblem } from "./describe_problem.ts";
import { readEmailBlock } from "./email_block.ts";
import { formatMailbox } from "./mailbox_list.ts";
import { Registry, type RegistryAssignment } from "./registry.ts";

function registryOf(assignments: readonly RegistryAssignment[]): Registry {
  return Registry.empty.apply(assignments).registry;
}

function sentences(registry: Registry, name: string): readonly string[] {
  return readEmailBlock(registry, name, toAscii).problems.map(describeProblem);
}

const EMPTY = { to: [], cc: [], bcc: [], subject: "", message: "", attachments: [] };

describe("readEmailBlock()", () => {
  it("readEmailBlock() reads every member of a block, in any case", () => {
    const registry = registryOf([
      ["Email/Alarm/ToAddress", 'Ann <ann@example.com>; "B, ob" <bob@example.com>'],
      ["Email/Alarm/CcAddress", "c@bücher.example"],
      ["EMAIL/ALARM/BCCADDRESS", "d@example.com"],
      ["Email/Alarm/Subject", "Wasser – im Keller"],
      ["Email/Alarm/Message", "One\nTwo\r\n\tThree"],
      ["Email/Alarm/Attachments", 'C:\\logs\\a.txt; "b, c.csv" ,, d e.txt;'],
      ["Email/Other/Subject", "not this one"],
    ]);
    const { block, problems } = readEmailBlock(registry, "aLaRm", toAscii);
    expect(problems).toEqual([]);
    expect({
      ...block,
      to: block.to.map(formatMailbox),
      cc: block.cc.map(({ address }) => address.text),
      bcc: block.bcc.map(formatMailbox),
    }).toEqual({
      to: ["Ann <ann@example.com>", '"B, ob" <bob@example.com>'],
      cc: ["c@xn--bcher-kva.example"],
      bcc: ["d@example.com"],
      subject: "Wasser – im Keller",
      message: "One\nTwo\r\n\tThree",
      attachments: ["C:\\logs\\a.txt", "b, c.csv", "d e.txt"],
    });
  });

  it("readEmailBlock() accepts a block with hidden recipients alone", () => {
    expect(sentences(registryOf([["Email/A/BccAddress", "d@example.com"]]), "A")).toEqual([]);
  });

  it("readEmailBlock() misses the recipients of a block that is not there", () => {
    const { block, problems } = readEmailBlock(Registry.empty, "Alarm", toAscii);
    expect(block).toEqual(EMPTY);
    expect(problems.map(describeProblem)).toEqual([
      "Cannot use Email/Alarm/ToAddress: it is not set, a list like ann@example.com, bob@example.com is accepted",
    ]);
  });

  it("readEmailBlock() lists every problem", () => {
    const registry = registryOf([
      ["Email/Alarm/ToAddress", "ann@example.com, bob"],
      ["Email/Alarm/CcAddress", "a@b\r\nBcc: c@d"],
      ["Email/Alarm/BccAddress", " ; "],
      ["Email/Alarm/Subject", "x\r\nBcc: c@d"],
      ["Email/Alarm/Message", "bell \u0007"],
      ["Email/Alarm/Attachments", '"a.txt'],
      ["Email/Alarm/Sbject", "typo"],
    ]);
    expect(readEmailBlock(registry, "Alarm", toAscii).block).toEqual(EMPTY);
    expect(sentences(registry, "Alarm")).toEqual([
      'Cannot use Email/Alarm/ToAddress = "ann@example.com, bob": in "bob" it has no @, an address like alarm@example.com is accepted',
      "Cannot use Email/Alarm/CcAddress: the value holds the control character U+000D, printable text is accepted",
      'Cannot use Email/Alarm/BccAddress = " ; ": it names no address, a list like "Ann Lee <ann@example.com>, bob@example.com" is accepted',
      "Cannot use Email/Alarm/Subject: the value holds the control character U+000D, printable text is accepted",
      "Cannot use Email/Alarm/Message: the value holds the control character U+0007, printable text is accepted",
      'Cannot use Email/Alarm/Attachments = ""a.txt": the quotes are not closed, a list like log.txt, "a, b.csv" is accepted',
      'Key "Email/Alarm/Sbject" is not in the catalogue: it is kept, and nothing here reads it',
    ]);
  });

  it.each(["", "a/b", "a=b", "/", "a\r\nb", " a", "[a]", "x".repeat(300)])(
    "readEmailBlock() refuses the name %j",
    (name) => {
      const { block, problems } = readEmailBlock(Registry.empty, name, toAscii);
      expect(block).toEqual(EMPTY);
      expect(problems.map(({ code }) => code)).toEqual(["key-invalid"]);
    },
  );
});
