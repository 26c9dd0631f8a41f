import { type ProxyHeader, readProxyHeader } from "../../engine/proxy_header.ts";

/** What the bytes so far say; `end` is where the header ends in the last chunk. */
export type ProxyPrefaceResult =
  | Exclude<ProxyHeader, { readonly kind: "header" }>
  | { readonly kind: "header"; readonly end: number; readonly client: string | null };

/** Gathers the header of the PROXY protocol, however it is cut into pieces. */
export class ProxyPreface {
  #bytes: Buffer = Buffer.alloc(0);

  /** Takes the next chunk. */
  take(chunk: Buffer): ProxyPrefaceResult {
    const before = this.#bytes.length;
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    const header = readProxyHeader(this.#bytes);
    return header.kind === "header"
      ? { kind: "header", end: header.length - before, client: header.client }
      : header;
  }
}
