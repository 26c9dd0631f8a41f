import { describe, expect, it } from "@jest/globals";
import { type PageSettings, readPageSettings } from "./page_settings.ts";
import { Registry, type RegistryAssignment } from "./registry.ts";

const CONTEXT = { machineName: "Box7.example.com", toAscii: (name: string) => name };
const MACHINE = ["box7.example.com", "box7", "box7.local"];
const DEFAULTS: PageSettings = {
  isEnabled: true,
  port: 8080,
  bind: "127.0.0.1",
  isHttps: false,
  ownNames: MACHINE,
  certificate: undefined,
  privateKey: undefined,
};

const TABLE: readonly (readonly [
  readonly RegistryAssignment[],
  Partial<PageSettings>,
  readonly string[],
])[] = [
  [[], {}, []],
  [[["WebServer/Enabled", "off"]], { isEnabled: false }, []],
  [[["WebServer/Port", "9000"]], { port: 9000 }, []],
  [[["WebServer/Port", "none"]], {}, ["WebServer/Port"]],
  [[["WebServer/Bind", "0.0.0.0"]], { bind: "0.0.0.0" }, []],
  [[["WebServer/Bind", "not a host"]], {}, ["WebServer/Bind"]],
  [[["WebServer/HTTPS", "enabled"]], { isHttps: true }, []],
  [[["SSL/Required", "enabled"]], { isHttps: true }, []],
  [[["SSL/Required", "surely"]], { isHttps: true }, ["SSL/Required"]],
  [[["IpConfig/HostName", "Boiler7"]], { ownNames: [...MACHINE, "boiler7", "boiler7.local"] }, []],
  [
    [["WebServer/HostNames", "Pages.example.com, unit7;x"]],
    { ownNames: [...MACHINE, "pages.example.com", "unit7", "x"] },
    [],
  ],
  [[["WebServer/Colour", "red"]], {}, ["WebServer/Colour"]],
];

describe("readPageSettings()", () => {
  it.each(TABLE)("readPageSettings() reads %j", (assignments, expected, problems) => {
    const { registry } = Registry.empty.apply(assignments);
    const reading = readPageSettings(registry, CONTEXT);
    expect(reading.settings).toEqual({ ...DEFAULTS, ...expected });
    expect(reading.problems.map(({ path }) => path)).toEqual(problems);
  });
});
