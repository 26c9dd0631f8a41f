import { link, readFile, rename, truncate, unlink, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type DurableFile, type DurableFiles, nodeFiles } from "../durable_files.ts";
import { Killed } from "./dying_files.ts";

/** What happens at the one call that is chosen. */
export type CallFault = "killed before" | "killed after" | "ENOSPC" | "EIO" | "short write";

/** Which of the things that were never synced a power failure takes away. */
export type PowerFailure =
  | "nothing"
  | "everything"
  | "names only"
  | "contents only"
  | "every other";

interface Undo {
  readonly directory: string;
  undo(): Promise<void>;
}

interface Overwritten {
  readonly file: { path: string };
  readonly position: number;
  readonly before: Buffer;
}

/**
 * The real file system under a power failure: it remembers what was not synced, makes one chosen call
 * fail, and afterwards takes away what a disk may lose.
 */
export class VolatileFiles implements DurableFiles {
  readonly calls: string[] = [];
  readonly #faultAt: number;
  readonly #fault: CallFault;
  readonly #syncedLength = new Map<string, number>();
  readonly #length = new Map<string, number>();
  #names: Undo[] = [];
  /** What stood where something was written over and not synced. */
  #overwritten: Overwritten[] = [];
  #isDead = false;

  constructor(faultAt: number, fault: CallFault) {
    this.#faultAt = faultAt;
    this.#fault = fault;
  }

  async create(path: string, mode: number): Promise<DurableFile> {
    const file = await this.#call("create", () => nodeFiles.create(path, mode));
    this.#names.push({ directory: dirname(path), undo: () => unlink(path) });
    this.#length.set(path, 0);
    this.#syncedLength.set(path, 0);
    return this.#watch(path, file);
  }

  async append(path: string, mode: number): Promise<DurableFile> {
    const before = await readFile(path).catch(() => undefined);
    const file = await this.#call("append", () => nodeFiles.append(path, mode));
    if (before === undefined) {
      this.#names.push({ directory: dirname(path), undo: () => unlink(path) });
    }
    const length = before?.length ?? 0;
    this.#length.set(path, length);
    if (!this.#syncedLength.has(path)) this.#syncedLength.set(path, length);
    return this.#watch(path, file);
  }

  async rename(from: string, to: string): Promise<void> {
    const replaced = await readFile(to).catch(() => undefined);
    await this.#call("rename", () => rename(from, to));
    for (const lengths of [this.#length, this.#syncedLength]) {
      const length = lengths.get(from);
      if (length !== undefined) lengths.set(to, length);
      lengths.delete(from);
    }
    for (const { file } of this.#overwritten) if (file.path === from) file.path = to;
    const undo = async () => {
      await rename(to, from);
      if (replaced !== undefined) await writeFile(to, replaced);
    };
    this.#names.push({ directory: dirname(to), undo });
  }

  async link(from: string, to: string): Promise<void> {
    await this.#call("link", () => link(from, to));
    this.#names.push({ directory: dirname(to), undo: () => unlink(to) });
  }

  async unlink(path: string): Promise<void> {
    const content = await readFile(path).catch(() => undefined);
    await this.#call("unlink", () => unlink(path));
    if (content === undefined) return;
    this.#names.push({ directory: dirname(path), undo: () => writeFile(path, content) });
  }

  async syncDirectory(path: string): Promise<void> {
    await this.#call("syncDirectory", () => nodeFiles.syncDirectory(path));
    this.#names = this.#names.filter(({ directory }) => directory !== path);
  }

  /** Takes away what was never synced; the newest names first, as they depend on older ones. */
  async fail(power: PowerFailure): Promise<void> {
    const losesNames = power === "everything" || power === "names only";
    const losesContents = power === "everything" || power === "contents only";
    const lost = this.#names.filter(
      (_, at) => losesNames || (power === "every other" && at % 2 === 0),
    );
    if (losesContents || power === "every other") {
      for (const { file, position, before } of this.#overwritten.reverse()) {
        const content = await readFile(file.path).catch(() => undefined);
        if (content === undefined) continue;
        before.copy(content, position);
        await writeFile(file.path, content);
      }
      for (const [path, length] of this.#syncedLength) {
        if ((this.#length.get(path) ?? 0) > length)
          await truncate(path, length).catch(() => undefined);
      }
    }
    for (const { undo } of lost.reverse()) await undo().catch(() => undefined);
  }

  #watch(path: string, file: DurableFile): DurableFile {
    return {
      truncate: (length) => this.#call("truncate", () => file.truncate(length)),
      write: async (bytes, position) => {
        if (position !== undefined) await this.#remember(path, position, bytes.length);
        const isShort = this.#fault === "short write" && this.calls.length === this.#faultAt;
        await this.#call("write", () =>
          file.write(isShort ? bytes.subarray(0, 7) : bytes, position),
        );
        const end = (position ?? this.#length.get(path) ?? 0) + bytes.length;
        this.#length.set(path, Math.max(end, this.#length.get(path) ?? 0));
      },
      sync: async () => {
        await this.#call("sync", () => file.sync());
        this.#syncedLength.set(path, this.#length.get(path) ?? 0);
        this.#overwritten = this.#overwritten.filter((each) => each.file.path !== path);
      },
      // Whenever it dies, the system closes its files.
      close: () => this.#call("close", async () => undefined).finally(() => file.close()),
    };
  }

  async #remember(path: string, position: number, length: number): Promise<void> {
    const content = await readFile(path);
    const before = content.subarray(position, position + length);
    if (before.length > 0) this.#overwritten.push({ file: { path }, position, before });
  }

  async #call<Result>(name: string, run: () => Promise<Result>): Promise<Result> {
    if (this.#isDead) throw new Killed(name);
    const isChosen = this.calls.length === this.#faultAt;
    this.calls.push(name);
    if (!isChosen) return await run();
    if (this.#fault === "ENOSPC" || this.#fault === "EIO") {
      throw Object.assign(new Error(this.#fault), { code: this.#fault });
    }
    this.#isDead = true;
    if (this.#fault === "killed before") throw new Killed(name);
    const result = await run();
    if (typeof result === "object" && result !== null && "close" in result) {
      await (result as unknown as DurableFile).close();
    }
    throw new Killed(name);
  }
}
