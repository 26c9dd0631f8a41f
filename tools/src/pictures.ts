import { join } from "node:path";
import { printLine } from "./print_line.ts";
import { takePictures } from "./take_pictures.ts";

// The command behind "npm run pictures".
await takePictures({
  folder: join(import.meta.dirname, "../../docs/pictures"),
  chromium: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  onTaken: (file) => printLine(`docs/pictures/${file}`),
});
