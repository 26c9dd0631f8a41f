// What the disk can do without anybody's program around it: prints JSON.
import * as fs from "node:fs";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const COUNT = 400;
const folder = mkdtempSync(join(tmpdir(), "fieldpost-floor-"));
const directory = fs.openSync(folder, "r");
const content = Buffer.alloc(1024, "x");

function rate(act) {
  const start = performance.now();
  for (let at = 0; at < COUNT; at++) {
    act(at);
  }
  return COUNT / ((performance.now() - start) / 1000);
}

const log = fs.openSync(join(folder, "log"), "w");
const sync = rate(() => {
  fs.writeSync(log, content);
  fs.fsyncSync(log);
});
const acceptance = rate((at) => {
  const draft = join(folder, `.${at}`);
  const file = fs.openSync(draft, "wx");
  fs.writeSync(file, content);
  fs.fsyncSync(file);
  fs.closeSync(file);
  fs.renameSync(draft, join(folder, String(at)));
  fs.fsyncSync(directory);
});
fs.rmSync(folder, { recursive: true });
process.stdout.write(JSON.stringify({ sync, acceptance }));
