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
function asAscii(code) {
  // There an escape would be two characters.
  if (code.includes("String.raw")) throw new Error("Cannot write the bundle: it has String.raw");
  const escaped = (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return code.replace(/[\u0080-\uffff]/g, escaped);
}

/** Loads each module of Node's when something of it is used: accepting a message uses few of them. */
function withLateModules(code) {
  const imports = [...code.matchAll(/^let (node_\w+) = (require\("node:[\w/]+"\));$/gm)];
  return imports.reduce((all, [line, name, load]) => {
    // In brackets: "new" would otherwise take the call as its own.
    const used = all.replaceAll(new RegExp(`\\b${name}\\.`, "g"), `(${name}()).`);
    if (new RegExp(`\\b${name}\\b(?!\\(\\)\\)\\.)`).test(used.replace(line, ""))) {
      throw new Error(`Cannot write the bundle: ${name} is used otherwise than by its members`);
    }
    return used.replace(line, () => `let ${name}_; const ${name} = () => (${name}_ ??= ${load});`);
  }, code);
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
const start = join(BUNDLE, "start.js");
const code = asAscii(withLateModules(readFileSync(start, "utf8")));
// As a function, which the launcher calls: it need not copy the text to make one of it.
writeFileSync(start, `(function (exports, require, __filename) {${code}\n})`);
writeFileSync(join(BUNDLE, "package.json"), '{ "type": "commonjs" }\n');

// Messages are accepted, by either name, so that V8 has compiled what that takes.
const home = mkdtempSync(join(tmpdir(), "fieldpost-bundle-"));
writeFileSync(
  join(home, "registry.ini"),
  "[IpConfig]\nMailHost = mail.example.com\nEmailAddress = unit7@example.com\n",
);
const commands = [
  ["fieldpost", "sendmail", "--to", "ops@example.net", "-s", "Build", "--body", "x".repeat(100)],
  ["sendmail", "-f", "unit7@example.com", "ops@example.net"],
];
const program = `
  const { script, main, path } = require(${JSON.stringify(here("bin/start.js"))}).prepare();
  (async () => {
    for (const command of ${JSON.stringify(commands)}) {
      process.argv = [process.execPath, ...command];
      await main.runProcess();
      if (process.exitCode !== 0) process.exit();
    }
    require("node:fs").writeFileSync(path, script.createCachedData());
  })();
`;
execFileSync(process.execPath, ["-e", program], {
  env: { ...process.env, FIELDPOST_HOME: home },
  input: "Subject: Build\n\nText.\n",
  stdio: ["pipe", "ignore", "pipe"],
});
rmSync(home, { recursive: true });
