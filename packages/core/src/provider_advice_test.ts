import { describe, expect, it } from "@jest/globals";
import { providerAdvice } from "./provider_advice.ts";
import { readMailSettings } from "./read_mail_settings.ts";
import { Registry } from "./registry.ts";

const ONLY_LOGIN = "IpConfig/EmailAddress";
const ROWS: readonly (readonly [
  host: string,
  from: string,
  username: string,
  port: string,
  keys: readonly string[],
])[] = [
  ["mail.gmx.net", "a@gmx.net", "a@gmx.net", "465", []],
  ["mail.gmx.net", "A@GMX.net", "a@gmx.net", "587", []],
  ["mail.gmx.net", "b@gmx.net", "a@gmx.net", "465", [ONLY_LOGIN]],
  ["mail.gmx.net", "b@gmx.net", "", "465", []],
  ["mail.gmx.net", "b@gmx.net", "customer-17", "465", []],
  ["mail.gmx.net", "b@gmx.net", "a@gmx.net", "25", [ONLY_LOGIN, "Email/Port"]],
  ["smtp.gmail.com", "b@example.com", "a@gmail.com", "587", []],
  ["smtp.gmail.com", "a@gmail.com", "a@gmail.com", "2525", ["Email/Port"]],
  ["smtp.sendgrid.net", "a@example.com", "apikey", "2525", []],
  ["mail.example.com", "b@example.com", "a@example.com", "26", []],
  ["", "b@example.com", "a@example.com", "26", []],
];

describe("providerAdvice()", () => {
  it.each(ROWS)("providerAdvice() at %s, from %s as %s on %s, is about %j", (...row) => {
    const [host, from, username, port, keys] = row;
    const { registry } = Registry.empty.apply([
      ["IpConfig/MailHost", host],
      ["IpConfig/EmailAddress", from],
      ["Email/Username", username],
      ["Email/Port", port],
    ]);
    const context = { toAscii: () => undefined, machineName: undefined };
    const { settings } = readMailSettings(registry, context);
    expect(providerAdvice(settings).map(({ key }) => key)).toEqual(keys);
  });

  it("providerAdvice() carries the month of its facts", () => {
    const { registry } = Registry.empty.apply([
      ["IpConfig/MailHost", "smtp.yandex.com"],
      ["Email/Port", "587"],
    ]);
    const context = { toAscii: () => undefined, machineName: undefined };
    const { settings } = readMailSettings(registry, context);
    expect(providerAdvice(settings)).toEqual([
      {
        key: "Email/Port",
        message: "Yandex is not known to take mail on port 587. It does on: 465.",
        asOf: "2026-11",
      },
    ]);
  });
});
