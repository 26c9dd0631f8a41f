import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

// `fieldpost serve` has a runtime of its own in the command's bundle. With core and runtime taken from
// some two hundred modules the pages held twelve megabytes more than out of one piece.
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
rmSync(here("bundle"), { recursive: true, force: true });
const bundle = await rolldown({
  input: here("dist/mod.js"),
  platform: "node",
  external: [/^hono/, /^@hono\//, "zod", "ws"],
});
// As deep as what was bundled: it finds `pages/` and package.json from where it stands.
await bundle.write({
  dir: here("bundle"),
  format: "esm",
  comments: false,
  entryFileNames: "server/[name].js",
  chunkFileNames: "server/[name]-[hash].js",
});
await bundle.close();
