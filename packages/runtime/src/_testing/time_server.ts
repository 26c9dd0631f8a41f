import { createSocket } from "node:dgram";
import { once } from "node:events";

/** A time server of a test: it answers each query with what `answer` makes of it. */
export interface TimeServer {
  readonly port: number;
  /** The queries as they came. */
  readonly queries: readonly Buffer[];
  close(): Promise<void>;
}

/** What a well-behaved server of stratum 2 answers whose clock shows `nowMs`. */
export function rightAnswer(query: Buffer, nowMs: number): Buffer {
  const answer = Buffer.alloc(48);
  answer.set([0x24, 2], 0);
  query.copy(answer, 24, 40, 48);
  for (const at of [32, 40]) {
    const seconds = Math.floor(nowMs / 1000);
    answer.writeUInt32BE((seconds + 2_208_988_800) % 2 ** 32, at);
    answer.writeUInt32BE(Math.floor(((nowMs % 1000) / 1000) * 2 ** 32), at + 4);
  }
  return answer;
}

/** Listens on a UDP port of loopback; no answer is silence. */
export async function startTimeServer(
  answer: (query: Buffer) => readonly Buffer[],
): Promise<TimeServer> {
  const socket = createSocket("udp4");
  const queries: Buffer[] = [];
  socket.on("message", (query, from) => {
    queries.push(query);
    for (const each of answer(query)) socket.send(each, from.port, from.address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return {
    port: socket.address().port,
    queries,
    async close() {
      socket.close();
      await once(socket, "close");
    },
  };
}
