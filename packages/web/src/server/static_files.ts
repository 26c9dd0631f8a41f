import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** How content is made smaller on its way (RFC 9110, section 8.4.1; RFC 7932). */
export type ContentCoding = "br" | "gzip";

/** One file of the page, whole in memory. */
export interface StaticFile {
  readonly mediaType: string;
  readonly etag: string;
  /** The name changes with the content: it may be kept for ever. */
  readonly isImmutable: boolean;
  readonly content: Uint8Array<ArrayBuffer>;
  /** The content in a coding, made when it is first asked for. */
  encoded(coding: ContentCoding): Promise<Uint8Array<ArrayBuffer>>;
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
    encoded: encoderOf(content),
  };
}

function encoderOf(content: Uint8Array<ArrayBuffer>): StaticFile["encoded"] {
  const made = new Map<ContentCoding, Promise<Uint8Array<ArrayBuffer>>>();
  return (coding) => {
    const before = made.get(coding);
    if (before !== undefined) return before;
    const making = CODERS[coding](content).then((bytes) => new Uint8Array(bytes));
    made.set(coding, making);
    return making;
  };
}

// Brotli's best costs a slow device seconds, and saves little over this.
const BROTLI_QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

const CODERS: Readonly<Record<ContentCoding, (content: Uint8Array) => Promise<Buffer>>> = {
  br: (content) => promisify(brotliCompress)(content, BROTLI_QUALITY),
  gzip: (content) => promisify(gzip)(content),
};

/** Answers a request for a file of the page; `undefined` when there is none of that name. */
export async function sendStaticFile(
  request: Request,
  files: StaticFiles,
): Promise<Response | undefined> {
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
  const coding = chooseCoding(request.headers.get("accept-encoding") ?? "");
  if (coding === undefined) return new Response(file.content, { headers });
  headers.set("content-encoding", coding);
  return new Response(await file.encoded(coding), { headers });
}

/** `br;q=0` refuses one; what a browser prefers among the rest does not matter here. */
function chooseCoding(accepted: string): ContentCoding | undefined {
  const wanted = accepted.split(",").map((each) => each.trim().toLowerCase());
  return (["br", "gzip"] as const).find((coding) =>
    wanted.some(
      (each) => each === coding || new RegExp(`^${coding};q=(?!0(?:\\.0*)?$)`).test(each),
    ),
  );
}
