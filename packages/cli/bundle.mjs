import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

// A command that starts cold reads a few files instead of some two hundred, and V8 finds the first of
// them compiled: that is most of its time. What accepting a message needs is one piece; everything
// else is loaded when it is called for.
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const BUNDLE = here("bundle");
const COMPOSER = "nodemailer/lib/mail-composer";
const ACCEPTING = [
  "run_process.js",
  "main.js",
  "commands/run_sendmail.js",
  "sendmail/run_sendmail_program.js",
  "sendmail/submit_input.js",
];

/** The library that makes MIME is a bundle of its own, so that nothing else gets into its piece. */
const composerApart = {
  name: "composer-apart",
  resolveId: (id) => (id === COMPOSER ? "\0composer" : null),
  load: (id) =>
    id === "\0composer"
      ? `import { createRequire } from "node:module";
         export default createRequire(import.meta.url)("./composer.js");`
      : null,
};

/** The modules that are there when a message is accepted: what these import, not what they load later. */
async function modulesOf(names) {
  const input = names.map((name) => here(`dist/${name}`));
  const build = await rolldown({ input, platform: "node", plugins: [composerApart] });
  const { output } = await build.generate({ format: "esm" });
  await build.close();
  const chunks = new Map(output.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set(output.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  for (const name of found) for (const next of chunks.get(name)?.imports ?? []) found.add(next);
  return new Set([...found].flatMap((name) => chunks.get(name)?.moduleIds ?? []));
}

async function write(options, output) {
  const build = await rolldown({ platform: "node", ...options });
  await build.write({ format: "cjs", comments: false, ...output });
  await build.close();
}

/** Text in ASCII is one octet a character: the launcher reads it as it is, and V8 keeps half as much. */
function asAscii(path) {
  const code = readFileSync(path, "utf8");
  // There an escape would be two characters.
  if (code.includes("String.raw")) throw new Error(`Cannot write ${path}: it has String.raw`);
  const escaped = (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`;
  writeFileSync(path, code.replace(/[\u0080-\uffff]/g, escaped));
}

const accepting = await modulesOf(ACCEPTING);
rmSync(BUNDLE, { recursive: true, force: true });
await write(
  { input: here("dist/run_process.js"), plugins: [composerApart] },
  {
    dir: BUNDLE,
    codeSplitting: { groups: [{ name: "start", test: (id) => accepting.has(id) }] },
    chunkFileNames: ({ name }) => (name === "start" ? "start.js" : "[name]-[hash].js"),
  },
);
await write({ input: COMPOSER, cwd: here("../runtime") }, { file: join(BUNDLE, "composer.js") });
asAscii(join(BUNDLE, "start.js"));
writeFileSync(join(BUNDLE, "package.json"), '{ "type": "commonjs" }\n');

// One message is accepted, so that V8 has compiled what that takes.
const home = mkdtempSync(join(tmpdir(), "fieldpost-bundle-"));
const program = `require(${JSON.stringify(here("bin/start.js"))}).start({ keepsCode: true })`;
const words = ["sendmail", "--from", "unit7@example.com", "--to", "ops@example.net", "-s", "Build"];
execFileSync(process.execPath, ["-e", program, "fieldpost", ...words], {
  env: { ...process.env, FIELDPOST_HOME: home },
  input: "Text.\n",
  stdio: ["pipe", "ignore", "ignore"],
});
rmSync(home, { recursive: true });
