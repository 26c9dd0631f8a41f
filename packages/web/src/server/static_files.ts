import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";

/** One file of the page, whole in memory. */
export interface StaticFile {
  readonly mediaType: string;
  readonly etag: string;
  /** The name changes with the content: it may be kept for ever. */
  readonly isImmutable: boolean;
  readonly content: Uint8Array<ArrayBuffer>;
  readonly brotli: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer>;
}

/** The files of the page by the path of their address; no request ever becomes a path on the disk. */
export type StaticFiles = ReadonlyMap<string, StaticFile>;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json",
};

/** Reads the files that the build has made of the page. */
export async function readStaticFiles(
  folder: string = fileURLToPath(new URL("../../pages/", import.meta.url)),
): Promise<StaticFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  const files = new Map<string, StaticFile>();
  for (const path of paths) {
    const address = `/${relative(folder, path).split(sep).join("/")}`;
    files.set(address === "/index.html" ? "/" : address, await readStaticFile(path, address));
  }
  return files;
}

async function readStaticFile(path: string, address: string): Promise<StaticFile> {
  const content = new Uint8Array(await readFile(path));
  const digest = createHash("sha256").update(content).digest("base64url").slice(0, 22);
  return {
    mediaType: MEDIA_TYPES[extname(path)] ?? "application/octet-stream",
    etag: `"${digest}"`,
    isImmutable: address.startsWith("/assets/"),
    content,
    brotli: new Uint8Array(await promisify(brotliCompress)(content)),
    gzip: new Uint8Array(await promisify(gzip)(content)),
  };
}

/** Answers a request for a file of the page; `undefined` when there is none of that name. */
export function sendStaticFile(request: Request, files: StaticFiles): Response | undefined {
  const file = files.get(new URL(request.url).pathname);
  if (file === undefined) return undefined;
  const headers = new Headers({
    "content-type": file.mediaType,
    "cache-control": file.isImmutable ? "public, max-age=31536000, immutable" : "no-cache",
    etag: file.etag,
    vary: "accept-encoding",
  });
  if (request.headers.get("if-none-match") === file.etag) {
    return new Response(null, { status: 304, headers });
  }
  const accepted = request.headers.get("accept-encoding") ?? "";
  if (/\bbr\b/.test(accepted)) {
    headers.set("content-encoding", "br");
    return new Response(file.brotli, { headers });
  }
  if (/\bgzip\b/.test(accepted)) {
    headers.set("content-encoding", "gzip");
    return new Response(file.gzip, { headers });
  }
  return new Response(file.content, { headers });
}
