import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readStaticFiles, type StaticFiles, sendStaticFile } from "./static_files.ts";

let folder: string;
let files: StaticFiles;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "fieldpost-files-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), "<!doctype html>");
  await writeFile(join(folder, "assets/main-1a2b.js"), "start();".repeat(100));
  files = await readStaticFiles(folder);
});

afterAll(async () => await rm(folder, { recursive: true }));

async function ask(path: string, headers: Readonly<Record<string, string>> = {}) {
  return await sendStaticFile(new Request(`http://unit7${path}`, { headers }), files);
}

describe("sendStaticFile()", () => {
  it("sendStaticFile() has the browser ask for the page anew, and keep what never changes", async () => {
    const page = await ask("/");
    expect([page?.headers.get("content-type"), page?.headers.get("cache-control")]).toEqual([
      "text/html; charset=utf-8",
      "no-cache",
    ]);
    const script = await ask("/assets/main-1a2b.js");
    expect([script?.headers.get("content-type"), script?.headers.get("cache-control")]).toEqual([
      "text/javascript; charset=utf-8",
      "public, max-age=31536000, immutable",
    ]);
  });

  it("sendStaticFile() sends nothing that the browser has", async () => {
    const etag = (await ask("/"))?.headers.get("etag") ?? "";
    expect((await ask("/", { "if-none-match": etag }))?.status).toBe(304);
    expect((await ask("/", { "if-none-match": '"other"' }))?.status).toBe(200);
  });

  it.each([
    ["br, gzip", "br"],
    ["gzip, deflate", "gzip"],
    ["br;q=0, gzip;q=0.5", "gzip"],
    ["identity", null],
    ["", null],
  ])("sendStaticFile() answers Accept-Encoding %j with %j", async (accepted, coding) => {
    const answer = await ask("/assets/main-1a2b.js", { "accept-encoding": accepted });
    const bytes = Buffer.from((await answer?.arrayBuffer()) ?? new ArrayBuffer(0));
    const decode = { br: brotliDecompressSync, gzip: gunzipSync } as const;
    const text = coding === null ? bytes : decode[coding as "br" | "gzip"](bytes);
    expect([answer?.headers.get("content-encoding"), text.toString()]).toEqual([
      coding,
      "start();".repeat(100),
    ]);
  });

  it("sendStaticFile() knows no other file", async () => {
    for (const path of ["/index.html", "/assets", "/assets/", "/package.json"]) {
      expect(await ask(path)).toBeUndefined();
    }
  });
});
