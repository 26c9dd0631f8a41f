import { runDemo } from "./run_demo.ts";

const STABLE_PORTS: Readonly<Record<string, string>> = {
  "25-style": "40025",
  "587-style": "40587",
  "465-style": "40465",
};

/** Renders what "npm run demo" prints; the ports, free ones in every run, get names that stay. */
export async function renderDemo(): Promise<string> {
  const lines: string[] = [];
  const { ports } = await runDemo((line) => lines.push(line));
  let text = lines.join("\n");
  for (const [style, port] of Object.entries(ports)) {
    text = text.replaceAll(String(port), STABLE_PORTS[style] ?? style);
  }
  return `\`\`\`text\n${text}\n\`\`\`\n`;
}
