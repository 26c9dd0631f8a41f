import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, it } from "@jest/globals";

const PAGES = fileURLToPath(new URL("../../pages/", import.meta.url));
const LIMIT_BYTES = 150_000;

/** The files that the page can load: named by `index.html`, or by a file that is. */
async function loadedFiles(): Promise<ReadonlyMap<string, Buffer>> {
  const names = await readdir(join(PAGES, "assets"));
  const found = new Map<string, Buffer>();
  const wanted = ["index.html"];
  for (const name of wanted) {
    const content = await readFile(join(PAGES, name === "index.html" ? "" : "assets", name));
    found.set(name, content);
    const text = content.toString();
    // Files of an earlier build may lie beside these, and nothing names them any more.
    wanted.push(...names.filter((each) => !wanted.includes(each) && text.includes(each)));
  }
  return found;
}

it("the whole page in every language, without the terminal, is under 150 KB compressed", async () => {
  const files = await loadedFiles();
  expect([...files.keys()].filter((name) => /^(?:email_view|german)-/.test(name)).length).toBe(2);
  // The terminal is code of others, and comes only when an administrator opens the console.
  const counted = [...files].filter(([name]) => !name.startsWith("console"));
  const sizes = counted.map(([, content]) => gzipSync(content).length);
  expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(LIMIT_BYTES);
});
