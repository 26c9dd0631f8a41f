// npm's smtp-server, keeping the bytes of each message and doing nothing else with them.
import { SMTPServer } from "smtp-server";
import { answerQuestions } from "./answer_questions.mjs";

let messages = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  disableReverseLookup: true,
  logger: false,
  onData(stream, _session, callback) {
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => {
      messages.push(chunks);
      callback();
    });
  },
});
server.listen(0, "127.0.0.1", () => {
  answerQuestions({
    port: server.server.address().port,
    stored: () => messages.length,
    clear: () => {
      messages = [];
    },
  });
});
