import { once } from "node:events";
import { DEMO_SECRET_TEXT, DEMO_USER } from "./demo_settings.ts";
import { printLine } from "./print_line.ts";
import { startDemoDevice } from "./start_demo_device.ts";
import { starterGone } from "./starter_gone.ts";

// The second part of "npm start": a device to look at, until Ctrl-C or until npm has gone.
const gone = starterGone();
const { url, setupToken, server, stop } = await startDemoDevice();
printLine("");
printLine("A demo device is running, on this machine alone:");
printLine(`  Pages           ${url}`);
if (setupToken !== undefined) {
  printLine(`  Setup token     ${setupToken}   (the page asks for it, once)`);
}
const PORT_WORDS = { none: "in clear", starttls: "STARTTLS", implicit: "TLS at once" } as const;
const ports = server.listeners.map(({ tls, port }) => `${port} (${PORT_WORDS[tls]})`);
printLine(
  `  Capture server  localhost, ports ${ports.join(", ")}; user ${DEMO_USER}, password ${DEMO_SECRET_TEXT}`,
);
printLine("Ctrl-C ends it and removes what it has kept.");
await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM"), gone]);
await stop();
