import { describe, expect, it } from "@jest/globals";
import { makeMessage } from "../_testing/made_message.ts";
import { attachments } from "./attachments.ts";
import { htmlAnchors } from "./html_text.ts";
import { links } from "./links.ts";
import { normalizedSnapshot } from "./normalized_snapshot.ts";
import { unsubscribe } from "./unsubscribe.ts";

describe("htmlAnchors()", () => {
  it.each([
    ['<a href="https://x.test/">Go</a>', [["https://x.test/", "Go"]]],
    ["<a href='https://x.test/?a=1&amp;b=2'>Go</a>", [["https://x.test/?a=1&b=2", "Go"]]],
    ["<A class=b HREF=https://x.test/>Go</A>", [["https://x.test/", "Go"]]],
    [
      '<a\n href = "https://x.test/\n long"\n>Go <b>on</b>\n now</a>',
      [["https://x.test/ long", "Go on now"]],
    ],
    ['<a title="1 > 0" href="/x">Go</a>', [["/x", "Go"]]],
    ['<a data-href="/no" href="/x">Go</a>', [["/x", "Go"]]],
    ['<a name="here">Go</a><a href="">Go</a>', []],
    ['<a href="/x"><img src="cid:1" alt="Logo"></a>', [["/x", "Logo"]]],
    ['<a href="/x">Gr&#252;&szlig;e&#x20;&amp;amp;</a>', [["/x", "Gr\u00fc&szlig;e &amp;"]]],
    ['<!-- <a href="/no">No</a> --><a href="/x">Go</a>', [["/x", "Go"]]],
    ['<!--[if mso]><a href="/mso">No</a><![endif]--><a href="/x">Go</a>', [["/x", "Go"]]],
    ['<script>"<a href=\'/no\'>"</script><a href="/x">Go</a>', [["/x", "Go"]]],
    [
      '<a href="/x">Go<a href="/y">on</a>',
      [
        ["/x", "Go"],
        ["/y", "on"],
      ],
    ],
    [
      '<area href="/x" shape=rect><a href="/y">y',
      [
        ["/x", ""],
        ["/y", "y"],
      ],
    ],
    ['<abbr href="/no">x</abbr><a href="/x', []],
    ["<!-- open <a href='/no'>", []],
  ])("reads %j", (html, expected) => {
    expect(htmlAnchors(html).map(({ href, text }) => [href, text])).toEqual(expected);
  });

  it.each(["<a ", '<a "', "<!--", "<script>", "<a href='/x'>", "&", "<img alt=", "<p"])(
    "reads %j twenty thousand times",
    (part) => {
      expect(() => htmlAnchors(part.repeat(20_000))).not.toThrow();
    },
  );
});

describe("links()", () => {
  it.each([
    ["See https://x.test/a.", ["https://x.test/a"]],
    ["See <https://x.test/a?b=1&c=2>, now!", ["https://x.test/a?b=1&c=2"]],
    ["(https://x.test/a_(b))", ["https://x.test/a_(b)"]],
    ["[https://x.test/]", ["https://x.test/"]],
    ["http://[::1]:8080/x and HTTPS://X.test", ["http://[::1]:8080/x", "HTTPS://X.test"]],
    ["https://x.test/a https://x.test/a", ["https://x.test/a"]],
    ["mailto:a@x.test, not a@x.test, ftp://x.test", ["mailto:a@x.test"]],
  ])("finds in the plain text %j", async (text, urls) => {
    const found = await links(makeMessage(`Subject: x\r\n\r\n${text}\r\n`));
    expect(found).toEqual(urls.map((url) => ({ url, text: null })));
  });

  it("takes those of the HTML where there are any, and not those of its pictures", async () => {
    const html =
      '<img src="https://x.test/no.png"><a href="#top">Up</a><a href="https://x.test/yes">Yes</a>';
    const content = `Content-Type: text/html\r\n\r\n${html}\r\n`;
    expect(await links(makeMessage(content))).toEqual([{ url: "https://x.test/yes", text: "Yes" }]);
  });
});

describe("unsubscribe()", () => {
  const NONE = { http: null, mailto: null, oneClick: false };
  const POST = "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n";
  it.each([
    ["", NONE],
    [POST, NONE],
    ["List-Unsubscribe: <https://x.test/u>\r\n", { ...NONE, http: "https://x.test/u" }],
    [
      `List-Unsubscribe: <https://x.test/u>\r\n${POST}`,
      { http: "https://x.test/u", mailto: null, oneClick: true },
    ],
    [
      `List-Unsubscribe: <mailto:u@x.test?subject=u>,\r\n <http://x.test/u>, <https://x.test/s>\r\n${POST}`,
      { http: "https://x.test/s", mailto: "mailto:u@x.test?subject=u", oneClick: true },
    ],
    [`List-Unsubscribe: <http://x.test/u>\r\n${POST}`, { ...NONE, http: "http://x.test/u" }],
    [
      `List-Unsubscribe: (Use it) <https://x.test/\r\n u>\r\nlist-unsubscribe-post: list-unsubscribe=one-click\r\n`,
      { http: "https://x.test/u", mailto: null, oneClick: true },
    ],
    ["List-Unsubscribe: https://x.test/u\r\n", NONE],
    [
      "List-Unsubscribe: <https://x.test/u>\r\nList-Unsubscribe-Post: yes\r\n",
      { ...NONE, http: "https://x.test/u" },
    ],
  ])("reads %j", (header, expected) => {
    expect(unsubscribe(makeMessage(`${header}Subject: x\r\n\r\n`))).toEqual(expected);
  });
});

describe("attachments()", () => {
  it("lists files and pictures with their content", async () => {
    const message = makeMessage(
      [
        'Content-Type: multipart/mixed; boundary="b"',
        "",
        "--b",
        "Content-Type: text/html",
        "",
        '<img src="cid:logo">',
        "--b",
        "Content-Type: image/png",
        "Content-ID: <logo>",
        "Content-Disposition: inline",
        "Content-Transfer-Encoding: base64",
        "",
        "iVBORw==",
        "--b",
        'Content-Type: Text/CSV; name="=?utf-8?Q?Gr=C3=BC=C3=9Fe.csv?="',
        "Content-Disposition: attachment",
        "",
        "1;2",
        "--b--",
        "",
      ].join("\r\n"),
    );
    expect(await attachments(message)).toEqual([
      {
        filename: null,
        contentType: "image/png",
        isInline: true,
        contentId: "logo",
        content: Buffer.from("iVBORw==", "base64"),
      },
      {
        filename: "Gr\u00fc\u00dfe.csv",
        contentType: "text/csv",
        isInline: false,
        contentId: null,
        content: Buffer.from("1;2"),
      },
    ]);
  });

  it("is empty without any", async () => {
    expect(await attachments(makeMessage("Subject: x\r\n\r\nHi\r\n"))).toEqual([]);
  });
});

function multipart(id: string, outer: string, inner: string): string {
  return [
    `Received: from c.test\r\n\tby mx.test; ${id}`,
    `Date: ${id}`,
    "Subject: Date: kept",
    `MESSAGE-ID: <${id}@x.test>`,
    `DKIM-Signature: v=1; b=${id}`,
    `X-Run: ${id}`,
    `Content-Type: multipart/mixed;\r\n boundary="${outer}"`,
    "",
    `--${outer}`,
    `Content-Type: multipart/alternative; boundary=${inner}`,
    "",
    `--${inner}`,
    "",
    `Date: kept, a b c, see <${id}@x.test>`,
    `--${inner}--`,
    `--${outer}--  `,
    "",
  ].join("\r\n");
}

describe("normalizedSnapshot()", () => {
  it("writes two runs of one program alike", () => {
    const first = normalizedSnapshot(makeMessage(multipart("1", "=_a b?", "a")), {
      fields: ["x-run"],
    });
    expect(first).toBe(
      [
        "Received: [received]",
        "Date: [date]",
        "Subject: Date: kept",
        "MESSAGE-ID: [message-id]",
        "DKIM-Signature: [dkim-signature]",
        "X-Run: [x-run]",
        "Content-Type: multipart/mixed;",
        ' boundary="boundary-1"',
        "",
        "--boundary-1",
        'Content-Type: multipart/alternative; boundary="boundary-2"',
        "",
        "--boundary-2",
        "",
        "Date: kept, a b c, see [message-id]",
        "--boundary-2--",
        "--boundary-1--",
        "",
      ].join("\n"),
    );
    const other = makeMessage(multipart("two", "--xyz--", "==b=="));
    expect(normalizedSnapshot(other, { fields: ["x-run"] })).toBe(first);
  });

  it.each([
    ["", ""],
    ["\r\nDate: of a body\r\n", "\nDate: of a body\n"],
    ["Subject: x\r\n\r\n--\r\nSignature\r\n", "Subject: x\n\n--\nSignature\n"],
    ["Message-ID: x\r\n\r\nx\r\n", "Message-ID: [message-id]\n\nx\n"],
    ["Date:\r\nDated: x\r\n", "Date: [date]\nDated: x\n"],
  ])("leaves alone what is stable in %j", (content, expected) => {
    expect(normalizedSnapshot(makeMessage(content))).toBe(expected);
  });
});
