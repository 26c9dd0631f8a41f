import { shown, table } from "../statistics.mjs";

const OURS = ["Fieldpost, spool of single messages", "Fieldpost, spool of bursts"];
const PEER = "nodemailer 10.6.0, pool";

/** The results as lines of Markdown. */
export function renderQueue({ enqueue, delivery, command, full }) {
  return [
    "Messages are 1 KB. Senders take turns on the same cores; of three rounds the best counts, of programs the median.",
    "",
    "### Into the queue, messages a second",
    "",
    ...renderRates(enqueue.rates),
    "",
    "### Into the queue, a program for each message",
    "",
    ...table(
      ["", "ms"],
      enqueue.programs.rows.map(({ name, ms }) => [name, shown(ms)]),
    ),
    ...renderLeftOut(enqueue.programs.leftOut),
    "",
    "### Out of a full queue, messages a second",
    "",
    ...renderDelivery(delivery),
    ...renderLeftOut(delivery.leftOut),
    "",
    "### The command, the service, a full queue",
    "",
    ...renderRest(command, full),
  ];
}

function renderRates({ sync, acceptance, single, burst }) {
  return table(
    ["", "a second", "of the floor"],
    [
      ["the floor: one write and one fsync of an open file", shown(sync), "1"],
      [
        "the bare calls of an acceptance: create, write, fsync, rename, fsync of the directory",
        shown(acceptance),
        shown(acceptance / sync),
      ],
      ["`accept()`, one after the other", shown(single), `**${shown(single / sync)}**`],
      ["`accept()`, 10,000 at once", shown(burst), `**${shown(burst / sync)}**`],
    ],
  );
}

function renderDelivery({ rows }) {
  const names = rows[0].results.map(({ name }) => name);
  const head = ["server, connections", ...names, ...OURS.map((it) => `${it} / ${PEER}`)];
  const lines = rows.map(({ server, connections, results }) => {
    const rates = new Map(results.map(({ name, rate }) => [name, rate]));
    const ratios = OURS.map((it) => `**${shown(rates.get(it) / rates.get(PEER))}**`);
    return [`${server}, ${connections}`, ...names.map((it) => shown(rates.get(it))), ...ratios];
  });
  return table(head, lines);
}

function renderLeftOut(leftOut) {
  return leftOut.length === 0
    ? []
    : ["", ...leftOut.map(({ name, missing }) => `Left out: ${name} (${missing}).`)];
}

function renderRest({ bare, sendmail, dropIn }, { count, idle, single, burst }) {
  const many = count.toLocaleString("en-US");
  const seconds = (ms) => shown(ms / 1000);
  return table(
    ["", ""],
    [
      ["`node -e 0`, ms", shown(bare)],
      ["`fieldpost sendmail`, ms", shown(sendmail)],
      ["`fieldpost sendmail` / `node -e 0`", `**${shown(sendmail / bare)}**`],
      ["Fieldpost as `sendmail`, ms", shown(dropIn)],
      ["Fieldpost as `sendmail` / `node -e 0`", `**${shown(dropIn / bare)}**`],
      ["resident memory of `serve` without work, MB", shown(idle.residentMb)],
      [`the same with ${many} waiting, a file each, MB`, shown(single.residentMb)],
      ["the most it had, MB", shown(single.highestMb)],
      [`the same with ${many} waiting, from bursts, MB`, shown(burst.residentMb)],
      [`\`fieldpost queue --json\` with ${many}, a file each, s`, seconds(single.listMs)],
      [`the same from bursts, s`, seconds(burst.listMs)],
      [`a pass over ${many} whose path does not open, a file each, s`, seconds(single.passMs)],
      ["the same from bursts, s", seconds(burst.passMs)],
    ],
  );
}
