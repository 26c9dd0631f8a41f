import { once } from "node:events";
import { connect, createServer } from "node:net";

// A line to a port of this machine on which every octet takes its time, each way. In a process of its own, so that
// no sender pays for it: node delayed_line.mjs PORT MS
const [target = "0", delayMs = "0"] = process.argv.slice(2);

function carry(from, to) {
  // Timers of one length end in the order in which they began.
  from.on("data", (bytes) => setTimeout(() => to.write(bytes), Number(delayMs)));
  from.on("end", () => setTimeout(() => to.end(), Number(delayMs)));
  from.on("error", () => to.destroy());
  from.setNoDelay(true);
}

const line = createServer({ allowHalfOpen: true }, (near) => {
  const far = connect({ port: Number(target), host: "127.0.0.1", allowHalfOpen: true });
  carry(near, far);
  carry(far, near);
});
await once(line.listen(0, "127.0.0.1"), "listening");
process.send({ port: line.address().port });
