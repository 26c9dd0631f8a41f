import type { RequestListener } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { bindEndpoints } from "./bind_endpoints.ts";
import { type AppParts, buildApp } from "./build_app.ts";
import type { PagesContext } from "./pages_context.ts";
import { Refusal } from "./refusal.ts";
import { refusalResponse } from "./refusal_response.ts";
import { readStaticFiles } from "./static_files.ts";

/** Builds what answers requests: the endpoints of a unit, and the files of its page. */
export async function answerRequests(
  context: PagesContext,
  parts: Pick<AppParts, "admission" | "onError">,
): Promise<RequestListener> {
  const endpoints = bindEndpoints(context);
  const app = buildApp({ ...parts, endpoints, files: await readStaticFiles() });
  const listener = getRequestListener(app.fetch as Parameters<typeof getRequestListener>[0], {
    overrideGlobalObjects: false,
    errorHandler: () => refusalResponse(unreadable()),
  });
  return (incoming, outgoing) => {
    // No request may end the process: what could not be answered is cut off.
    listener(incoming, outgoing).catch(() => outgoing.destroy());
  };
}

function unreadable(): Refusal {
  return new Refusal("bad-request", "Cannot read the request: it is no valid HTTP request");
}
