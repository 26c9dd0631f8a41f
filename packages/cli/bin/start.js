const { readFileSync } = require("node:fs");
const Module = require("node:module");
const { join } = require("node:path");
const { Script } = require("node:vm");

const BUNDLE = join(__dirname, "..", "bundle");
const MAIN = join(BUNDLE, "start.js");
const CODE = join(BUNDLE, "start.code");

/**
 * Runs the command, and says plainly when it was not built.
 *
 * @param {{ loadPages?: () => Promise<unknown> }} parts `loadPages` loads what serves the configuration pages
 */
exports.start = (parts) => {
  const source = readOptional(MAIN);
  if (source === undefined) {
    process.stderr.write(`fieldpost: Cannot start: ${MAIN} is missing, "npm run build" makes it\n`);
    process.exitCode = 70;
    return;
  }
  load(source).main.runProcess(parts);
};

/** What the build runs, to keep what V8 has compiled in the file that `path` names. */
exports.prepare = () => ({ ...load(readFileSync(MAIN)), path: CODE });

function load(source) {
  const script = compile(source.toString("latin1"));
  // The other pieces of the bundle require this one: it must not be loaded a second time.
  const main = new Module(MAIN);
  require.cache[MAIN] = main;
  script.runInThisContext()(main.exports, Module.createRequire(MAIN), MAIN);
  return { script, main: main.exports };
}

/** Another version of Node does not take the compiled code, and compiles: nothing else is different. */
function compile(source) {
  const cachedData = readOptional(CODE);
  return new Script(source, { filename: MAIN, ...(cachedData && { cachedData }) });
}

function readOptional(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
