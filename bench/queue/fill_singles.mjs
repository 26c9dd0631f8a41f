// Fills the queue of a home with files of one message each; many writers share the disk's syncs.
import { fill, openWriter } from "./bench_unit.mjs";

const WRITERS = 16;
const [home, count] = process.argv.slice(2);
const writers = await Promise.all(Array.from({ length: WRITERS }, () => openWriter(home)));
await Promise.all(writers.map((accept) => fill(accept, Number(count) / WRITERS, false)));
