import { type DurableFile, type DurableFiles, nodeFiles } from "../durable_files.ts";

/** The process was killed here. */
export class Killed extends Error {}

/** The real file system, up to a call; there the process dies, before or after doing it. */
export function dyingFiles(atCall: number, moment: "before" | "after"): [DurableFiles, string[]] {
  const calls: string[] = [];
  const guard = async <Result>(name: string, run: () => Promise<Result>): Promise<Result> => {
    if (calls.length > atCall) throw new Killed(name);
    calls.push(name);
    const isLast = calls.length > atCall;
    if (isLast && moment === "before") throw new Killed(name);
    const result = await run();
    if (!isLast) return result;
    // The file of a dead process is closed by the system.
    if (typeof result === "object" && result !== null && "close" in result) {
      await (result as unknown as DurableFile).close();
    }
    throw new Killed(name);
  };
  const guarded = (file: DurableFile): DurableFile => ({
    write: (bytes, position) => guard("write", () => file.write(bytes, position)),
    sync: () => guard("sync", () => file.sync()),
    truncate: (length) => guard("truncate", () => file.truncate(length)),
    // Whenever it dies, the system closes its files.
    close: () => guard("close", async () => undefined).finally(() => file.close()),
  });
  const files: DurableFiles = {
    create: async (path, mode) =>
      guarded(await guard("create", () => nodeFiles.create(path, mode))),
    append: async (path, mode) =>
      guarded(await guard("append", () => nodeFiles.append(path, mode))),
    rename: (from, to) => guard("rename", () => nodeFiles.rename(from, to)),
    link: (from, to) => guard("link", () => nodeFiles.link(from, to)),
    unlink: (path) => guard("unlink", () => nodeFiles.unlink(path)),
    syncDirectory: (path) => guard("syncDirectory", () => nodeFiles.syncDirectory(path)),
  };
  return [files, calls];
}
