import { once } from "node:events";
import { createServer } from "node:net";
import { FAILURE_CATALOGUE } from "@fieldpost/core";
import {
  createTestAuthority,
  type IssuedCertificate,
  type MockSmtpOptions,
  startMockSmtp,
} from "@fieldpost/mock-smtp";
import { afterEach, describe, expect, it, jest } from "@jest/globals";
import { MESSAGE, mailbox, openUnit } from "./_testing/delivery.ts";
import {
  CHANGED_SCENES,
  CHANNEL_SCENES,
  type FailureScene,
  LOGIN_SCENES,
  MESSAGE_SCENES,
} from "./_testing/failure_scenes.ts";
import { patienceFor } from "./_testing/patience_for.ts";
import { type Redirection, redirectConnections } from "./_testing/redirect_connections.ts";
import { answering, startScripted } from "./_testing/scripted_server.ts";
import type { OutgoingMessage } from "./compose_message.ts";
import type { Fieldpost } from "./fieldpost.ts";
import type { MessageStory } from "./message_story.ts";
import type { RecipientResult } from "./send_result.ts";

const SCENES = [...CHANNEL_SCENES, ...CHANGED_SCENES, ...LOGIN_SCENES, ...MESSAGE_SCENES];

/** Given up although a setting may be at fault: it may be this message, and must not hold others. */
const ABOUT_ONE_MESSAGE = ["yahoo-from-not-account", "address-blocked"];

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  jest.restoreAllMocks();
  for (const close of closers.splice(0)) await close();
});

/** What a scene needs of a unit: where connections go, and what to trust. */
interface Stage {
  readonly target: Redirection | undefined;
  readonly ca: string | undefined;
}

async function setStage(scene: FailureScene): Promise<Stage> {
  const { network, script } = scene;
  if (network === "real") return { target: undefined, ca: undefined };
  if (network === "closed-port") {
    return { target: { kind: "port", port: await closedPort() }, ca: undefined };
  }
  if (network !== undefined) return { target: network, ca: undefined };
  if (script === undefined) return await startServer(scene);
  const { port, close } = await startScripted((socket) => {
    answering(...script)(socket);
    // A TLS hello has no line end: it is answered all the same.
    const [first, answer = null] = script;
    if (first !== "") return;
    socket.once("data", () => (answer === null ? socket.destroy() : socket.end(answer, "latin1")));
  });
  closers.push(close);
  return { target: { kind: "port", port }, ca: undefined };
}

async function startServer(scene: FailureScene): Promise<Stage> {
  const host = scene.host ?? "mail.example.com";
  const options: MockSmtpOptions = {
    listeners: [{ tls: scene.tls ?? "starttls" }],
    authMechanisms: ["PLAIN", "LOGIN"],
    certificateNames: [host],
    ...scene.server,
  };
  const { ownCertificate } = scene;
  const server = await startMockSmtp(
    ownCertificate === undefined
      ? options
      : { ...options, certificate: OWN_CERTIFICATES[ownCertificate](host) },
  );
  closers.push(() => server.close());
  return { target: { kind: "port", port: server.port() }, ca: server.ca };
}

const OWN_CERTIFICATES = { private: privateCertificate, forged: forgedCertificate } as const;

function privateCertificate(host: string): IssuedCertificate {
  const authority = createTestAuthority();
  const issued = authority.issue({ hostNames: [host] });
  return { ...issued, certificate: issued.certificate + authority.certificate };
}

/** The last octet belongs to the signature. */
function forgedCertificate(host: string): IssuedCertificate {
  const authority = createTestAuthority();
  const issued = authority.issue({ hostNames: [host] });
  const der = Buffer.from(issued.certificate.replace(/-----[^-]+-----|\s/g, ""), "base64");
  der[der.length - 1] = (der.at(-1) ?? 0) ^ 1;
  const body = der.toString("base64").replace(/.{1,64}/g, "$&\n");
  const leaf = `-----BEGIN CERTIFICATE-----\n${body}-----END CERTIFICATE-----\n`;
  return { ...issued, certificate: leaf + authority.certificate };
}

async function closedPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** A unit before a scene, and the message that it is to send. */
async function prepare(
  scene: FailureScene,
): Promise<{ readonly unit: Fieldpost; readonly message: OutgoingMessage }> {
  const { target, ca } = await setStage(scene);
  const { unit } = await openUnit({
    settings: {
      "IpConfig/MailHost": scene.host ?? "mail.example.com",
      "Email/Port": 587,
      "Email/SMTPS": "disabled",
      ...(scene.user === null ? {} : { "Email/Username": scene.user ?? "joe@example.com" }),
      ...scene.settings,
    },
    ...(ca === undefined ? {} : { ca }),
    login: scene.user !== null,
    timeouts: patienceFor(scene),
  });
  if (scene.before !== undefined) {
    const earlier = await startServer({ ...scene, server: scene.before });
    if (earlier.target !== undefined) redirectConnections(earlier.target);
    await unit.sendNow(MESSAGE);
    jest.restoreAllMocks();
  }
  if (target !== undefined) redirectConnections(target);
  const message = scene.from === undefined ? MESSAGE : { ...MESSAGE, from: mailbox(scene.from) };
  return { unit, message };
}

async function send(scene: FailureScene): Promise<RecipientResult> {
  const { unit, message } = await prepare(scene);
  const result = await unit.sendNow(message);
  if (result.kind === "refused") throw new Error(JSON.stringify(result.decision.refusals));
  const [recipient] = result.recipients;
  if (recipient === undefined) throw new Error("Cannot judge the scene: it has no recipient");
  return recipient;
}

/** The same by way of the queue: what its story says, of the message or of the path. */
async function queue(scene: FailureScene): Promise<MessageStory | undefined> {
  const { unit, message } = await prepare(scene);
  const name = await unit.queue.accept(await unit.compose(message));
  await unit.queue.run();
  return await unit.queue.story(name);
}

describe("MailQueue.story() says afterwards of each failure that is known", () => {
  it.each(SCENES.map((scene) => [scene.id, scene] as const))("%s", async (id, scene) => {
    const story = await queue(scene);
    const said = story?.findings[0]?.diagnosis ?? story?.path?.diagnosis;
    const { host } = story?.attempt ?? story?.path?.attempt ?? {};
    // Its sender tells this one, and of what was delivered no dialogue is kept.
    const isTaken = id === "taken-but-may-not-arrive";
    const expected = { id, host: isTaken ? undefined : (scene.host ?? "mail.example.com") };
    expect({ id: said?.id, host }).toEqual(expected);
  });
});

describe("Fieldpost.sendNow() says of each failure that is known", () => {
  it.each(SCENES.map((scene) => [scene.id, scene] as const))("%s", async (id, scene) => {
    const { diagnosis, verdict, lastWords } = await send(scene);
    const isLost = verdict.kind === "permanent" && diagnosis?.act !== "bounce";
    expect({ id: diagnosis?.id, lastWords, isLost }).toEqual({
      id,
      lastWords,
      isLost: ABOUT_ONE_MESSAGE.includes(id),
    });
  });

  it("is played every row of the catalogue", () => {
    const played = new Set(SCENES.map(({ id }) => id));
    expect(FAILURE_CATALOGUE.map(({ id }) => id).filter((id) => !played.has(id))).toEqual([]);
  });
});
