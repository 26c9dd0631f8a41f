import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

// A command that starts cold reads a few files instead of some two hundred: that is most of its time.
// What a command does not need stays in pieces of its own, loaded when it does.
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
rmSync(here("bundle"), { recursive: true, force: true });
const bundle = await rolldown({ input: here("dist/run_process.js"), platform: "node" });
await bundle.write({ dir: here("bundle"), format: "esm" });
await bundle.close();
