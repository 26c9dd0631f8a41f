import { connect, type Socket } from "node:net";
import {
  type ConnectionPlan,
  formatReply,
  heloNameFor,
  type OppositeModeFinding,
  parseCapabilities,
  ReplyParser,
  type SmtpReply,
} from "@fieldpost/core";
import { secureSocket } from "./_secure_socket.ts";

/** How long the whole probe may take. */
export const PROBE_LIMIT_MS: number = 3000;

const WORDS_LIMIT = 200;
const NOTHING: OppositeModeFinding = { speaks: "neither" };

/** What is probed, and for how long. */
export interface OppositeModeProbe {
  readonly plan: ConnectionPlan;
  /** @default {PROBE_LIMIT_MS} */
  readonly limitMs?: number;
}

/**
 * Connects once in the mode that the plan did not use, and says what answers there.
 *
 * No login, sender or message is in it: EHLO and QUIT in plain text, or a TLS handshake and the
 * greeting after it. The certificate is not judged, because nothing is entrusted to it.
 *
 * *Diagnostics*: never throws; whatever goes wrong is `neither`. Leaves no connection behind.
 */
export async function probeOppositeMode(probe: OppositeModeProbe): Promise<OppositeModeFinding> {
  const { plan, limitMs = PROBE_LIMIT_MS } = probe;
  const socket = connect({ host: plan.host.text, port: plan.port, autoSelectFamily: true });
  const timer = setTimeout(() => socket.destroy(), limitMs);
  try {
    await opened(socket);
    return plan.mode === "implicit" ? await askInPlain(socket, plan) : await askInTls(socket, plan);
  } catch {
    return NOTHING;
  } finally {
    clearTimeout(timer);
    socket.destroySoon();
  }
}

async function askInPlain(socket: Socket, plan: ConnectionPlan): Promise<OppositeModeFinding> {
  const greeting = await nextReply(socket);
  if (greeting === undefined) return NOTHING;
  const words = wordsOf(greeting);
  if (greeting.code !== 220) return { speaks: "plain", words };
  const { localAddress = "" } = socket;
  const name = heloNameFor({ configured: plan.heloName, hostName: undefined, localAddress });
  socket.write(`EHLO ${name}\r\n`);
  const answer = await nextReply(socket);
  socket.end("QUIT\r\n");
  if (answer?.code !== 250) return { speaks: "plain", words };
  const { startTls } = parseCapabilities(answer);
  return { speaks: "plain", words, offersStartTls: startTls };
}

/** A handshake alone proves nothing about mail: a web server does it as well. */
async function askInTls(plain: Socket, plan: ConnectionPlan): Promise<OppositeModeFinding> {
  const { socket } = await secureSocket(plain, { host: plan.host.text, ca: undefined });
  try {
    const greeting = await nextReply(socket);
    if (greeting === undefined) return NOTHING;
    socket.end("QUIT\r\n");
    return { speaks: "tls", words: wordsOf(greeting) };
  } finally {
    socket.destroySoon();
  }
}

async function opened(socket: Socket): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("error", reject);
    socket.once("close", () => reject(new Error("Cannot connect: the limit is over")));
  });
  socket.on("error", () => undefined);
}

/** The next reply; `undefined` when what comes is none, or nothing does. */
async function nextReply(socket: Socket): Promise<SmtpReply | undefined> {
  const parser = new ReplyParser();
  return await new Promise((resolve) => {
    const done = (reply: SmtpReply | undefined) => {
      socket.off("data", onData);
      socket.off("close", onEnd);
      socket.off("error", onEnd);
      resolve(reply);
    };
    const onEnd = () => done(undefined);
    const onData = (bytes: Uint8Array) => {
      const { replies, fault } = parser.push(bytes);
      if (replies[0] !== undefined || fault !== undefined) done(replies[0]);
    };
    socket.on("data", onData);
    socket.on("close", onEnd);
    socket.on("error", onEnd);
    if (socket.destroyed) onEnd();
  });
}

function wordsOf(reply: SmtpReply): string {
  return formatReply(reply)
    .replace(/[^\x20-\x7e]/g, "?")
    .slice(0, WORDS_LIMIT);
}
