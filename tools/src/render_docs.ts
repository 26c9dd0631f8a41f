import { formatFinding } from "./finding.ts";
import { printLine } from "./print_line.ts";
import { renderDocuments } from "./render_documents.ts";
import { REPOSITORY_ROOT } from "./workspace.ts";

// The command behind "npm run docs"; with --check nothing is written.
const isCheck = process.argv.includes("--check");
const { summary, findings } = await renderDocuments(
  REPOSITORY_ROOT,
  isCheck ? "report" : "rewrite",
);
for (const finding of findings) {
  printLine(formatFinding(finding));
}
printLine(
  findings.length === 0
    ? `Fieldpost: docs up to date (${summary})`
    : `Fieldpost: ${findings.length} findings in the docs`,
);
process.exitCode = findings.length === 0 ? 0 : 1;
