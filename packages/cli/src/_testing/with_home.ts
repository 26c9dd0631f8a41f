import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../main.ts";
import { type FakeIoOptions, openFakeIo } from "./fake_io.ts";

/** What a command line ended with. */
export interface Ended {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

/** A data directory of one test, and the command run in it. */
export interface TestHome {
  readonly path: string;
  readonly run: (argv: readonly string[], options?: Omit<FakeIoOptions, "home">) => Promise<Ended>;
}

/** Gives a test a data directory; it is kept when the test fails. */
export async function withHome(test: (home: TestHome) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "fieldpost-cli-"));
  const path = join(folder, "home");
  await test({
    path,
    run: async (argv, options = {}) => {
      const io = openFakeIo({ home: path, ...options });
      const code = await run(argv, io);
      return { code, output: io.output(), errors: io.errors() };
    },
  });
  await rm(folder, { recursive: true });
}
