import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "@jest/globals";

const made: string[] = [];

afterEach(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** An empty directory of the test's own, removed after it. */
export function temporaryHome(): string {
  const folder = mkdtempSync(join(tmpdir(), "fieldpost-test-"));
  made.push(folder);
  return folder;
}
