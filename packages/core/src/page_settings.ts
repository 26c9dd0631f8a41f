import { readHostName } from "./_read_host_name.ts";
import { readPort } from "./_read_port.ts";
import { SettingReader } from "./_setting_reader.ts";
import type { ToAscii } from "./host_name.ts";
import type { Problem } from "./problem.ts";
import type { Registry } from "./registry.ts";

/** Where and how the configuration pages are served, out of the registry. */
export interface PageSettings {
  readonly isEnabled: boolean;
  readonly port: number;
  /** An IP address, or a name that stands for one. */
  readonly bind: string;
  /** `WebServer/HTTPS`, or `SSL/Required` as on the unit. */
  readonly isHttps: boolean;
  /** Names that the pages answer to besides `localhost` and addresses; lower case. */
  readonly ownNames: readonly string[];
  /** Path of a PEM file. */
  readonly certificate: string | undefined;
  readonly privateKey: string | undefined;
}

/** The settings of the pages, and everything that is wrong with them. */
export interface PageSettingsReading {
  readonly settings: PageSettings;
  readonly problems: readonly Problem[];
}

const LOOPBACK = "127.0.0.1";
const PORT = 8080;

/**
 * Reads where and how the pages are served, and lists every problem at once. A value that cannot be
 * used leaves the safer one in its place: HTTPS, and this machine alone.
 *
 * @example A switch that cannot be read
 * ```ts
 * import { Registry, readPageSettings } from "@fieldpost/core";
 * import assert from "node:assert/strict";
 *
 * const { registry } = Registry.empty.apply([["WebServer/HTTPS", "sure"]]);
 * const context = { machineName: "unit7", toAscii: (name: string) => name };
 * const { settings, problems } = readPageSettings(registry, context);
 * assert.deepEqual([settings.isHttps, settings.bind, settings.port], [true, "127.0.0.1", 8080]);
 * assert.deepEqual(problems.map(({ path }) => path), ["WebServer/HTTPS"]);
 * ```
 */
export function readPageSettings(
  registry: Registry,
  context: { readonly machineName: string; readonly toAscii: ToAscii },
): PageSettingsReading {
  const reader = new SettingReader(registry);
  const readHost = (text: string) => readHostName(text, context.toAscii);
  const settings: PageSettings = {
    isEnabled: reader.switchOrDefault("WebServer/Enabled"),
    port: reader.readAnyway("WebServer/Port", readPort) ?? PORT,
    bind: reader.read("WebServer/Bind", readHost)?.text ?? LOOPBACK,
    isHttps: isMeant(reader, "WebServer/HTTPS") || isMeant(reader, "SSL/Required"),
    ownNames: [
      ...ownNames(context.machineName),
      ...ownNames(reader.read("IpConfig/HostName", readHost)?.text ?? ""),
      ...namesIn(reader.text("WebServer/HostNames") ?? ""),
    ],
    certificate: reader.text("WebServer/Certificate"),
    privateKey: reader.text("WebServer/PrivateKey"),
  };
  reader.warnOfUnknownKeys("WebServer");
  return { settings, problems: reader.problems };
}

function isMeant(reader: SettingReader, key: string): boolean {
  return reader.switch(key) ?? reader.has(key);
}

/** A machine is also found by its first name, and by multicast DNS (RFC 6762). */
function ownNames(name: string): readonly string[] {
  const full = name.toLowerCase();
  const [first = ""] = full.split(".");
  return first === "" ? [] : [...new Set([full, first, `${first}.local`])];
}

function namesIn(list: string): readonly string[] {
  return list
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((name) => name !== "");
}
