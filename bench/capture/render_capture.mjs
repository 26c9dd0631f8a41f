import { shown, table } from "../statistics.mjs";

const OURS = "mock-smtp";

/** The results as lines of Markdown. */
export function renderCapture({ loads, latency, wake, start }) {
  return [
    "The load comes from Postfix's smtp-source on the same cores. The servers take turns; of three rounds the best counts.",
    "",
    "### Load",
    "",
    ...renderLoads(loads),
    "",
    "### Processor time of the server",
    "",
    "Per message, or per MB; what else the machine does disturbs it less than a rate.",
    "",
    ...renderCpu(loads),
    "",
    "### One send over a fresh connection, median",
    "",
    ...renderLatency(latency),
    "",
    "### Waking, starting, memory",
    "",
    ...renderRest(loads, wake, start),
  ];
}

function renderLoads(loads) {
  const names = loads[0].results.map((it) => it.server);
  const peers = names.filter((name) => name !== OURS);
  const head = ["", ...names, ...peers.map((name) => `${OURS} / ${name}`)];
  const rows = loads.map(({ name, unit, results }) => {
    const rates = new Map(results.map((it) => [it.server, it.rate]));
    const ratios = peers.map((peer) => `**${shown(rates.get(OURS) / rates.get(peer))}**`);
    return [`${name}, ${unit}`, ...names.map((it) => shown(rates.get(it))), ...ratios];
  });
  return table(head, rows);
}

function renderCpu(loads) {
  const names = loads[0].results.map((it) => it.server);
  const rows = loads.map(({ name, unit, results }) => [
    `${name}, ms per ${unit === "MB/s" ? "MB" : "message"}`,
    ...results.map((it) => it.cpuMs.toFixed(3)),
  ]);
  return table(["", ...names], rows);
}

function renderLatency(latency) {
  const servers = [...new Set(latency.map((it) => it.server))];
  const clients = [...new Set(latency.map((it) => it.client))];
  return table(
    ["ms", ...servers],
    clients.map((client) => [
      client,
      ...servers.map((server) =>
        shown(latency.find((it) => it.server === server && it.client === client).ms),
      ),
    ]),
  );
}

function renderRest(loads, wake, start) {
  const memory = loads.flatMap(({ name, results }) =>
    results
      .filter((it) => it.memory !== undefined)
      .map(({ server, memory: { grown, stored } }) => [
        `resident memory per stored byte, ${server}, ${name}`,
        shown(grown / stored),
      ]),
  );
  return table(
    ["", ""],
    [
      ["from the 250 in the client's hands to `next()`, median, ms", wake.median.toFixed(3)],
      ["the same, 99 of 100, ms", wake.p99.toFixed(3)],
      ["`import` of the package, ms", shown(start.load)],
      ["first `startMockSmtp()` in a process, ms", shown(start.start)],
      ["second `startMockSmtp()`, ms", shown(start.again)],
      ["the command `mock-smtp` until it listens, ms", shown(start.command)],
      ["`node -e` until its first word, ms", shown(start.bareNode)],
      ["MailDev's command until it greets, ms", shown(start.mailDev)],
      ...memory,
    ],
  );
}
