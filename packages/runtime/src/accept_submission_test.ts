import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEmailAddress } from "@fieldpost/core";
import { describe, expect, it } from "@jest/globals";
import { acceptSubmission, type RawSubmission } from "./accept_submission.ts";
import type { Fieldpost } from "./fieldpost.ts";
import { openFieldpost } from "./open_fieldpost.ts";
import { RuntimeFailure } from "./runtime_failure.ts";
import { toAscii } from "./to_ascii.ts";

const SENDER = parseEmailAddress("unit7@example.com", toAscii);

async function withUnit(
  test: (unit: Fieldpost, queueFiles: () => Promise<readonly string[]>) => Promise<void>,
): Promise<void> {
  const home = await mkdtemp(join(tmpdir(), "fieldpost-submission-"));
  await test(await openFieldpost({ home }), () =>
    readdir(join(home, "spool", "queue")).catch(() => []),
  );
  await rm(home, { recursive: true });
}

async function* pieces(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

function submission(changes: Partial<RawSubmission>): RawSubmission {
  return {
    ...{ chunks: pieces("Subject: x\r\n\r\nB\r\n"), sender: SENDER, recipients: [SENDER] },
    ...{ takesRecipients: false, author: { name: undefined, address: SENDER } },
    ...{ localDomain: "example.com", nowMs: 0 },
    ...changes,
  };
}

async function contentOf(unit: Fieldpost, message: string): Promise<string> {
  let text = "";
  for await (const chunk of (await unit.queue.content(message)) ?? []) {
    text += Buffer.from(chunk).toString("utf8");
  }
  return text;
}

describe("acceptSubmission()", () => {
  it("acceptSubmission() completes the header wherever the pieces are cut", async () => {
    await withUnit(async (unit) => {
      const text = "To: a@b.test\r\nMessage-ID: <1@b.test>\r\n\r\n\u00e4\r\n.\r\n";
      for (const at of [0, 1, 13, 38, 40, 41, 42, text.length]) {
        const chunks = pieces(text.slice(0, at), text.slice(at));
        const accepted = await acceptSubmission(
          unit,
          submission({ chunks, takesRecipients: true }),
        );
        expect(accepted.messageId).toBe("<1@b.test>");
        expect(accepted.recipients.map((each) => each.text)).toEqual([SENDER.text, "a@b.test"]);
        expect(await contentOf(unit, accepted.message)).toBe(
          "To: a@b.test\r\nMessage-ID: <1@b.test>\r\nFrom: unit7@example.com\r\n" +
            "Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n\r\n\u00e4\r\n.\r\n",
        );
      }
    });
  });

  it.each([
    [{ recipients: [] }],
    [{ takesRecipients: true, chunks: pieces("To: a@b@c\r\n\r\n") }],
    [{ chunks: pieces(`X: ${"y".repeat(600_000)}`, "y".repeat(600_000)) }],
    [{ author: { name: "a\nb", address: SENDER } }],
  ])("acceptSubmission() refuses %# and leaves nothing behind", async (changes) => {
    await withUnit(async (unit, queueFiles) => {
      const failure = await acceptSubmission(unit, submission(changes)).catch((error) => error);
      expect(failure).toBeInstanceOf(RuntimeFailure);
      expect(failure.code).toBe("message-invalid");
      expect(await queueFiles()).toEqual([]);
    });
  });

  it("acceptSubmission() leaves nothing behind when the pieces break off", async () => {
    await withUnit(async (unit, queueFiles) => {
      const broken = async function* (): AsyncGenerator<Uint8Array> {
        yield* pieces("Subject: x\r\n\r\nB\r\n");
        throw new RuntimeFailure("input-unreadable", "Cannot read");
      };
      const doing = acceptSubmission(unit, submission({ chunks: broken() }));
      await expect(doing).rejects.toMatchObject({ code: "input-unreadable" });
      expect(await queueFiles()).toEqual([]);
    });
  });
});

describe("MailQueue.findEnded()", () => {
  it("MailQueue.findEnded() finds what has left the queue, and content() what is still there", async () => {
    await withUnit(async (unit) => {
      const { message } = await acceptSubmission(unit, submission({}));
      expect(await unit.queue.findEnded(message)).toBeUndefined();
      expect(await unit.queue.command(message, "delete")).toBe("done");
      expect(await unit.queue.findEnded(message)).toMatchObject({
        message,
        status: { phase: "deleted" },
        journal: [{ event: { kind: "accepted" } }, { event: { kind: "deleted" } }],
      });
      expect(await unit.queue.content(message)).toBeUndefined();
      expect(await unit.queue.findEnded("0".repeat(19))).toBeUndefined();
    });
  });
});
