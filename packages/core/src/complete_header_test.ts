import { describe, expect, it } from "@jest/globals";
import { toAscii } from "./_testing/to_ascii.ts";
import { completeHeader, namedRecipients } from "./complete_header.ts";
import { readHeaderSection } from "./header_section.ts";
import { decodeUtf8, encodeUtf8 } from "./utf8.ts";

const DEFAULTS = {
  from: "Unit <u@example.com>",
  date: "now",
  messageId: "<1@example.com>",
  author: "u@example.com",
};

function fieldsOf(text: string) {
  return readHeaderSection(encodeUtf8(text), true)?.fields ?? [];
}

function complete(text: string): readonly [text: string, messageId: string] {
  const { octets, messageId } = completeHeader(fieldsOf(text), DEFAULTS);
  return [decodeUtf8(octets), messageId];
}

describe("completeHeader()", () => {
  it.each([
    [
      "",
      "From: Unit <u@example.com>\r\nDate: now\r\nMessage-ID: <1@example.com>\r\n",
      "<1@example.com>",
    ],
    [
      "from: a@b.test\r\nDATE: d\r\nmessage-id:\r\n <x@y>\r\n",
      "from: a@b.test\r\nDATE: d\r\nmessage-id:\r\n <x@y>\r\n",
      "<x@y>",
    ],
    [
      "From: a@b.test\r\nBcc: b@c.test,\r\n d@e.test\r\nResent-Bcc: f@g.test\r\nDate: d\r\nMessage-ID: <x@y>\r\nTo: c",
      "From: a@b.test\r\nDate: d\r\nMessage-ID: <x@y>\r\nTo: c\r\n",
      "<x@y>",
    ],
    [
      "From: root\r\nDate: d\r\nMessage-ID:\r\n",
      'From: "root" <u@example.com>\r\n' + "Date: d\r\nMessage-ID: <1@example.com>\r\n",
      "<1@example.com>",
    ],
    [
      "From: a@b.test\r\nDate: d\r\nMessage-ID: not one\r\n",
      "From: a@b.test\r\nDate: d\r\nMessage-ID: not one\r\n",
      "<1@example.com>",
    ],
  ])("completeHeader() makes %j whole", (text, completed, messageId) => {
    expect(complete(text)).toEqual([completed, messageId]);
  });
});

describe("namedRecipients()", () => {
  it.each([
    ["To: a@b.test\r\nCc: c@d.test\r\nBcc: e@f.test\r\n", ["a@b.test", "c@d.test", "e@f.test"]],
    ["To: a@b.test\r\nTo: c@d.test\r\n", ["a@b.test", "c@d.test"]],
    ["Reply-To: a@b.test\r\n", []],
    ["Resent-To: a@b.test\r\nTo: c@d.test\r\nBcc: e@f.test\r\n", ["a@b.test"]],
    ["Resent-From: x@y.test\r\nTo: c@d.test\r\n", ["c@d.test"]],
    [
      "Resent-To: new@b.test\r\nResent-Bcc: hid@b.test\r\nResent-To: old@b.test\r\nTo: c@d.test\r\n",
      ["new@b.test", "hid@b.test"],
    ],
  ])("namedRecipients() reads %j", (text, texts) => {
    const reading = namedRecipients(fieldsOf(text), { toAscii, localDomain: undefined });
    expect(reading.kind === "read" ? reading.addresses.map((each) => each.text) : reading).toEqual(
      texts,
    );
  });

  it("namedRecipients() answers the part that is no address", () => {
    const reading = namedRecipients(fieldsOf("To: a@b.test\r\nCc: nobody\r\n"), {
      toAscii,
      localDomain: undefined,
    });
    expect(reading).toEqual({ kind: "refused", text: "nobody" });
  });
});
