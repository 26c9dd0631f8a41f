import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CapturedMessage } from "../capture/captured_message.ts";

/**
 * Delivers messages to a Maildir, byte for byte as they were sent.
 *
 * Diagnostics: makes the folder and its `tmp`, `new` and `cur` where they are missing. Each message
 * is written to `tmp` and renamed to `new`; killed halfway, it leaves a file in `tmp`. Delivered
 * again, a message replaces itself. What the file system refuses is thrown as it is.
 *
 * @returns The messages' paths, in their order.
 *
 * @example A folder that any mail program reads
 * ```ts
 * import { startMockSmtp, writeMaildir } from "@fieldpost/mock-smtp";
 * import { mkdtemp, readFile, rm } from "node:fs/promises";
 * import { tmpdir } from "node:os";
 * import { createTransport } from "nodemailer";
 * import assert from "node:assert/strict";
 *
 * const server = await startMockSmtp({ listeners: [{ tls: "none" }] });
 * const transport = createTransport({ host: "127.0.0.1", port: server.port(), ignoreTLS: true });
 * await transport.sendMail({ from: "a@example.test", to: "b@example.test", text: "Hi" });
 * await server.close();
 *
 * const folder = await mkdtemp(`${tmpdir()}/maildir-`);
 * const [path = ""] = await writeMaildir(folder, server.messages);
 * assert.deepEqual(await readFile(path), server.messages[0]?.raw);
 * await rm(folder, { recursive: true });
 * ```
 */
export async function writeMaildir(
  folder: string,
  messages: readonly CapturedMessage[],
): Promise<readonly string[]> {
  for (const part of ["tmp", "new", "cur"]) {
    await mkdir(join(folder, part), { recursive: true });
  }
  const paths: string[] = [];
  for (const message of messages) {
    const name = uniqueName(message);
    await writeFile(join(folder, "tmp", name), message.raw);
    await rename(join(folder, "tmp", name), join(folder, "new", name));
    paths.push(join(folder, "new", name));
  }
  return paths;
}

/** Seconds, what tells messages apart, and in the place of the host the server's identifier. */
function uniqueName(message: CapturedMessage): string {
  const ms = message.receivedAt.getTime();
  const id = message.id.replace(/[^A-Za-z0-9-]/g, "_");
  return `${Math.floor(ms / 1000)}.M${(ms % 1000) * 1000}Q${message.sequence}.${id}`;
}
