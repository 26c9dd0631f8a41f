// Our server with capture on and nothing thrown away, in a process of its own.
import { answerQuestions } from "./answer_questions.mjs";

const { startMockSmtp } = await import("../../packages/mock-smtp/dist/mod.js");
const server = await startMockSmtp({
  listeners: [{ tls: "none" }],
  messageLimit: 1_000_000,
  totalLimitBytes: 16 * 1024 ** 3,
});
answerQuestions({
  port: server.port(),
  stored: () => server.messages.length,
  clear: () => server.clear(),
});
