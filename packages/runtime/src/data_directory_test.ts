import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { temporaryHome } from "./_testing/temporary_home.ts";
import { openDataDirectory } from "./data_directory.ts";

describe("openDataDirectory()", () => {
  it("openDataDirectory() makes what is missing above it, for this user alone", () => {
    const path = join(temporaryHome(), "var", "lib", "fieldpost");
    expect(openDataDirectory(path).path).toBe(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(statSync(join(path, "..")).mode & 0o777).toBe(0o700);
  });

  it("openDataDirectory() takes one that is there", () => {
    const path = join(temporaryHome(), "unit");
    mkdirSync(path, { mode: 0o755 });
    openDataDirectory(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  it("openDataDirectory() refuses a file, and a place below one", () => {
    const file = join(temporaryHome(), "file");
    writeFileSync(file, "");
    expect(() => openDataDirectory(file)).toThrow("it is not a directory (EEXIST)");
    expect(() => openDataDirectory(join(file, "unit"))).toThrow("it is not in a directory");
  });

  it("openDataDirectory() ends where a system lets nobody make a directory", () => {
    expect(() => openDataDirectory("/proc/fieldpost/unit")).toThrow(
      "Cannot use the data directory /proc/fieldpost/unit: it is missing (ENOENT), a directory that this user may write is needed (FIELDPOST_HOME names it)",
    );
  });
});
