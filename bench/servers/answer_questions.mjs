/** Tells the parent the port, and later, when asked, what is stored and what memory is used. */
export function answerQuestions({ port, stored, clear }) {
  process.on("message", (question) => {
    if (question === "clear") {
      clear();
    }
    globalThis.gc?.();
    process.send({ stored: stored(), rss: process.memoryUsage().rss });
  });
  process.send({ port });
}
