import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll } from "@jest/globals";
import { REPOSITORY_ROOT } from "../workspace.ts";

const made: string[] = [];

afterAll(() => {
  for (const folder of made.splice(0)) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/**
 * Makes a folder with these files.
 *
 * @param parent Inside the repository, unless said otherwise, so that npm's packages resolve.
 */
export function temporaryFolder(
  files: Readonly<Record<string, string>>,
  parent: string = join(REPOSITORY_ROOT, "tools/dist"),
): string {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "test-"));
  made.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
