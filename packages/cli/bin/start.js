const { readFileSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { join } = require("node:path");
const { Script } = require("node:vm");

const BUNDLE = join(__dirname, "..", "bundle");
const MAIN = join(BUNDLE, "start.js");
const CODE = join(BUNDLE, "start.code");

/**
 * Runs the command, and says plainly when it was not built.
 *
 * @param {{ keepsCode?: boolean, loadPages?: () => Promise<unknown> }} options With `keepsCode` it leaves
 *   behind what V8 has compiled; `loadPages` loads what serves the configuration pages
 */
exports.start = ({ keepsCode = false, ...parts } = {}) => {
  const source = readOptional(MAIN);
  if (source === undefined) {
    process.stderr.write(`fieldpost: Cannot start: ${MAIN} is missing, "npm run build" makes it\n`);
    process.exitCode = 70;
    return;
  }
  const script = compile(source.toString("latin1"));
  if (keepsCode) process.once("exit", () => writeFileSync(CODE, script.createCachedData()));
  // The other pieces of the bundle require this one: it must not be loaded a second time.
  const main = new Module(MAIN);
  require.cache[MAIN] = main;
  script.runInThisContext()(main.exports, Module.createRequire(MAIN), MAIN);
  main.exports.runProcess(parts);
};

/** Another version of Node does not take the compiled code, and compiles: nothing else is different. */
function compile(source) {
  const cachedData = readOptional(CODE);
  const wrapped = `(function (exports, require, __filename) {${source}\n})`;
  return new Script(wrapped, { filename: MAIN, ...(cachedData && { cachedData }) });
}

function readOptional(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
