import { stat } from "node:fs/promises";

/** What tells one state of a file from the next: a file that is replaced is another file. */
export async function fileStamp(path: string): Promise<string> {
  try {
    const { ino, mtimeNs, size } = await stat(path, { bigint: true });
    return `${ino} ${mtimeNs} ${size}`;
  } catch {
    return "none";
  }
}
