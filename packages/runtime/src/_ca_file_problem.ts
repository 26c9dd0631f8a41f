import { X509Certificate } from "node:crypto";
import { isAbsolute } from "node:path";
import type { Problem } from "@fieldpost/core";
import { readCa } from "./mail_route.ts";
import { errorCodeOf, RuntimeFailure, wordsOfFile } from "./runtime_failure.ts";

const ACCEPTED = "the path of a PEM file with certificates is accepted";

/** What keeps the file of a private CA from being used; it is looked at only where one is named. */
export async function caFileProblem(caFile: string | undefined): Promise<Problem | undefined> {
  const is = caFile === undefined ? undefined : await faultOf(caFile);
  if (caFile === undefined || is === undefined) return undefined;
  const facts = { value: caFile, is, accepted: ACCEPTED };
  return { code: "value-invalid", path: "Email/CaFile", facts };
}

async function faultOf(path: string): Promise<string | undefined> {
  // Another process may run in another directory.
  if (!isAbsolute(path)) return "it does not begin at the root";
  try {
    const pem = await readCa(path);
    return holdsCertificate(pem) ? undefined : "it holds no certificate";
  } catch (error) {
    if (!(error instanceof RuntimeFailure)) throw error;
    const code = errorCodeOf(error.cause);
    return code === "" ? "it is not a file of a usable size" : wordsOfFile(code);
  }
}

/** Where there are several, the first one is looked at. */
function holdsCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}
