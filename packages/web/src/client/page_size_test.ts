import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, it } from "@jest/globals";

const PAGES = fileURLToPath(new URL("../../pages/", import.meta.url));
const LIMIT_BYTES = 150_000;

async function compressedSizes(): Promise<ReadonlyMap<string, number>> {
  const entries = await readdir(PAGES, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = files.map(async ({ parentPath, name }): Promise<[string, number]> => {
    return [name, gzipSync(await readFile(join(parentPath, name))).length];
  });
  return new Map(await Promise.all(sizes));
}

it("the whole page in every language, without the terminal, is under 150 KB compressed", async () => {
  const sizes = await compressedSizes();
  expect([...sizes.keys()]).toContain("index.html");
  // The terminal is code of others, and comes only when an administrator opens the console.
  const counted = [...sizes].filter(([name]) => !name.startsWith("console"));
  expect(counted.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeLessThan(LIMIT_BYTES);
});
