// Loaded into a process before its program, with --expose-gc: whoever started it asks what is alive in its
// heap, and gets that in octets, after everything else has been collected.
const collect = (globalThis as { gc?: () => void }).gc;

process.on("message", () => {
  // What a first collection finalizes the second one frees.
  for (let at = 0; at < 3; at++) collect?.();
  const { heapUsed, external } = process.memoryUsage();
  process.send?.({ liveBytes: heapUsed + external });
});
// Listening must not keep it from ending.
process.channel?.unref();
