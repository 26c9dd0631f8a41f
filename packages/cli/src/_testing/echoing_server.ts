import { createServer, type Socket } from "node:net";

/** A mail server that repeats whatever it is told, as no server may. */
export interface EchoingServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/**
 * Starts a server that offers PLAIN and LOGIN only, refuses every login, and repeats each line it was
 * sent, in base64 and decoded, in its refusal.
 */
export async function startEchoingServer(mechanism: "PLAIN" | "LOGIN"): Promise<EchoingServer> {
  const server = createServer((socket) => speak(socket, mechanism));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function speak(socket: Socket, mechanism: string): void {
  const heard: string[] = [];
  let awaited = 0;
  socket.on("error", () => undefined);
  socket.write("220 echo.test ESMTP\r\n");
  socket.setEncoding("utf8");
  socket.on("data", (text: string) => {
    for (const line of text.split("\r\n").filter((each) => each !== "")) {
      if (awaited > 0) {
        heard.push(line);
        awaited--;
        socket.write(awaited > 0 ? "334 UGFzc3dvcmQ6\r\n" : refusal(heard));
      } else if (line.startsWith("EHLO")) {
        socket.write(`250-echo.test\r\n250 AUTH ${mechanism}\r\n`);
      } else if (line.startsWith("AUTH LOGIN")) {
        awaited = 2;
        socket.write("334 VXNlcm5hbWU6\r\n");
      } else if (line.startsWith("AUTH PLAIN")) {
        const [, , initial] = line.split(" ");
        if (initial === undefined) {
          awaited = 1;
          socket.write("334 \r\n");
        } else {
          socket.write(refusal([initial]));
        }
      } else {
        socket.end("221 Bye\r\n");
      }
    }
  });
}

function refusal(heard: readonly string[]): string {
  const words = heard.map(
    (line) => `${line} ${Buffer.from(line, "base64").toString("utf8").replaceAll("\0", " ")}`,
  );
  return `535 5.7.8 Not ${words.join(" ")}\r\n`;
}
