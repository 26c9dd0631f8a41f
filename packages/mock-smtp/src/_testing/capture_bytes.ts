import { connect } from "node:net";
import type { CapturedMessage } from "../capture/captured_message.ts";
import type { CapturedSession } from "../capture/captured_session.ts";
import { type MockSmtpOptions, startMockSmtp } from "../server/start_mock_smtp.ts";

/** What a server that is closed again has captured. */
export interface Captured {
  readonly messages: readonly CapturedMessage[];
  readonly sessions: readonly CapturedSession[];
}

/** Sends bytes over one connection in clear and returns what the server captured. */
export async function captureBytes(
  bytes: string | Buffer,
  options: MockSmtpOptions = {},
): Promise<Captured> {
  const server = await startMockSmtp({ listeners: [{ tls: "none" }], ...options });
  const socket = connect(server.port(), "127.0.0.1");
  socket.resume();
  // A reset is what some tests ask for; "close" comes in any case.
  socket.on("error", () => {});
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.end(bytes);
  await closed;
  await server.close();
  return { messages: server.messages, sessions: server.sessions };
}
