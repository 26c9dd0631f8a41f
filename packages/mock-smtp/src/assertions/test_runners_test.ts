import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";

const PACKAGE = fileURLToPath(new URL("../..", import.meta.url));
const MODULES = join(PACKAGE, "../../node_modules");
/** What a test of a fixture may take: the five seconds of its runner are for a machine that is idle. */
const LIMIT_MS = 120_000;

/** A folder from which the packages' names can be resolved. */
let folder = "";
beforeAll(async () => {
  await mkdir(join(PACKAGE, "dist"), { recursive: true });
  folder = await mkdtemp(join(PACKAGE, "dist/runners-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

interface Run {
  readonly code: number;
  readonly output: string;
}

/** Runs a program of Node as a user would, without what this runner has put into the environment. */
function run(...args: readonly string[]): Promise<Run> {
  const { PATH = "", HOME = "" } = process.env;
  const env = { PATH, HOME, NO_COLOR: "1", CI: "1" };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: folder, env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code ?? 1);
      resolve({ code, output: stdout + stderr });
    });
  });
}

const SENDING = `
import { startMockSmtp, code, links, normalizedSnapshot } from "@fieldpost/mock-smtp";
import { createTransport } from "nodemailer";

async function mailed() {
  const server = await startMockSmtp({ users: { ann: "s3cret" } });
  const transport = createTransport({
    host: "localhost",
    port: server.port(),
    requireTLS: true,
    tls: { ca: server.ca },
    auth: { user: "ann", pass: "s3cret" },
  });
  await transport.sendMail({
    from: "ann@x.test",
    to: "bob@x.test",
    subject: "Hello",
    text: "Your code is 482913",
    html: '<a href="https://x.test/go">Your code is 482913</a>',
  });
  const message = await server.next();
  await server.close();
  return { server, message };
}
`;

const TESTS = `
it("passes", async () => {
  const { server, message } = await mailed();
  await expect(server).toHaveReceived({ to: "bob@x.test", body: "482913" });
  await expect(server).not.toHaveReceived({ to: "carl@x.test" });
  await expect(server).toHaveReceivedTimes(1);
  await expect(message).toMatchMessage({ user: "ann" });
  expect(server).not.toHaveReceivedNothing();
  expect(server).toBeCleanSmtp();
  expect(message).toBeCleanSmtp();
  expect(message).toHaveBeenSentOverTls({ minVersion: "TLSv1.2" });
  expect(message).toHaveBeenAuthenticatedAs("ann");
  expect(message).toHaveHeader("Subject", "Hello");
  expect(message).not.toHaveHeader("Bcc");
  expect(await code(message)).toBe("482913");
  expect(await links(message)).toEqual([{ url: "https://x.test/go", text: "Your code is 482913" }]);
});

it("fails", async () => {
  const { server } = await mailed();
  await expect(server).toHaveReceived({ to: "carl@x.test", subject: /bye/i });
});

it("fails when negated", async () => {
  const { message } = await mailed();
  expect(message).not.toHaveBeenSentOverTls();
});

it.each([1, 2])("has a stable snapshot", async () => {
  const { message } = await mailed();
  expect(normalizedSnapshot(message)).toMatch(/^--boundary-1--$/m);
  snapshots.push(normalizedSnapshot(message));
  expect(new Set(snapshots).size).toBe(1);
});
const snapshots = [];
`;

interface Assertion {
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

const RUNNERS = [
  [
    "jest",
    "@jest/globals",
    (file: string): readonly string[] => [
      "--experimental-vm-modules",
      join(MODULES, "jest/bin/jest.js"),
      "--config",
      JSON.stringify({
        rootDir: folder,
        transform: {},
        testMatch: [`**/${file}`],
        injectGlobals: false,
        testTimeout: LIMIT_MS,
      }),
      "--json",
      "--outputFile=jest.json",
    ],
  ],
  [
    "vitest",
    "vitest",
    (file: string): readonly string[] => [
      join(MODULES, "vitest/vitest.mjs"),
      "run",
      "--root",
      folder,
      "--reporter=json",
      "--outputFile=vitest.json",
      `--testTimeout=${LIMIT_MS}`,
      file,
    ],
  ],
] as const;

describe("the doors for test runners", () => {
  it.each(RUNNERS)(
    "register the matchers with %s, whose failures tell what came",
    async (runner, module, args) => {
      const file = `${runner}_fixture.test.mjs`;
      const head = `import "@fieldpost/mock-smtp/${runner}";\nimport { expect, it } from "${module}";\n`;
      await writeFile(join(folder, file), head + SENDING + TESTS);
      const { code, output } = await run(...args(file));
      const report = JSON.parse(
        await readFile(join(folder, `${runner}.json`), "utf8").catch(
          () => `{"output":${JSON.stringify(output)}}`,
        ),
      );
      const results: readonly Assertion[] = report.testResults?.[0]?.assertionResults ?? [];
      expect([report.output, results.map(({ title, status }) => [title, status])]).toEqual([
        undefined,
        [
          ["passes", "passed"],
          ["fails", "failed"],
          ["fails when negated", "failed"],
          ["has a stable snapshot", "passed"],
          ["has a stable snapshot", "passed"],
        ],
      ]);
      expect(code).toBe(1);
      const [failed = "", negated = ""] = results.flatMap((it) => it.failureMessages);
      expect(failed).toContain(
        [
          'Cannot find a message with to "carl@x.test", subject /bye/i: none has come so far',
          "1 captured:",
          '  message 1 to bob@x.test, subject "Hello":',
          '    to: wanted "carl@x.test", found "bob@x.test"',
          '    subject: wanted /bye/i, found "Hello"',
        ].join("\n"),
      );
      expect(negated).toMatch(/\.not\.\w*toHaveBeenSentOverTls/);
      expect(negated).toContain("Cannot do without TLS: message 1 to bob@x.test");
    },
  );

  it("leave node:test to the plain assertions", async () => {
    const head =
      'import { it } from "node:test";\nimport { assertReceived, assertSentOverTls } from "@fieldpost/mock-smtp";\n';
    const tests = `
it("passes", async () => {
  const { server } = await mailed();
  assertSentOverTls(await assertReceived(server, { to: "bob@x.test" }), { minVersion: "TLSv1.3" });
});
it("fails", async () => {
  const { server } = await mailed();
  await assertReceived(server, { to: "carl@x.test" });
});
`;
    await writeFile(join(folder, "node_fixture.test.mjs"), head + SENDING + tests);
    const { code, output } = await run("--test", "--test-reporter=tap", "node_fixture.test.mjs");
    expect(code).toBe(1);
    expect(output).toMatch(/^ *ok 1 - passes$/m);
    expect(output).toMatch(/^ *not ok 2 - fails$/m);
    expect(output).toContain('to: wanted "carl@x.test", found "bob@x.test"');
  });

  it.each(RUNNERS.map(([runner, module]) => [runner, module] as const))(
    "make the types of the matchers known to %s",
    async (runner, module) => {
      const text = `
import "@fieldpost/mock-smtp/${runner}";
import { type CapturedMessage, type MockSmtp, mockSmtpMatchers } from "@fieldpost/mock-smtp";
import { expect } from "${module}";

export async function check(server: MockSmtp, message: CapturedMessage): Promise<void> {
  expect.extend({ ...mockSmtpMatchers });
  const received: Promise<void> = expect(server).toHaveReceived({ to: /x/ });
  await received;
  expect(message).not.toHaveBeenSentOverTls({ minVersion: "TLSv1.2" });
  // @ts-expect-error There is no such version
  expect(message).toHaveBeenSentOverTls({ minVersion: "TLSv9" });
  // @ts-expect-error There is no such field
  await expect(server).toHaveReceived({ two: "x" });
  // @ts-expect-error There is no such matcher
  expect(server).toHaveReceivedEverything();
}
`;
      await writeFile(join(folder, `${runner}_types.ts`), text);
      const options = ["--strict", "--noEmit", "--skipLibCheck", "--ignoreConfig"];
      const target = ["--module", "nodenext", "--target", "es2023", "--types", "node"];
      const compiler = join(MODULES, "typescript/bin/tsc");
      const result = await run(compiler, ...options, ...target, `${runner}_types.ts`);
      expect(result).toEqual({ code: 0, output: "" });
    },
  );
});
