import { describe, expect, it } from "@jest/globals";
import { findMailboxProvider, findProvider } from "./find_provider.ts";

describe("findProvider()", () => {
  it.each([
    ["smtp.gmail.com", undefined, "gmail"],
    ["SMTP.GMAIL.COM.", undefined, "gmail"],
    ["smtp-relay.gmail.com", undefined, "workspace-relay"],
    ["smtp.office365.com", "joe@company.example", "microsoft-365"],
    ["smtp.office365.com", "joe@Live.co.uk", "outlook-com"],
    ["example-com.mail.protection.outlook.com", undefined, "microsoft-365"],
    ["email-smtp.eu-west-1.amazonaws.com", undefined, "amazon-ses"],
    ["email-smtp.amazonaws.com", undefined, undefined],
    ["smtp.zoho.eu", undefined, "zoho"],
    ["smtp.gmail.com.example.net", undefined, undefined],
    ["notsmtp.gmail.com", undefined, undefined],
    ["", "joe@gmail.com", undefined],
  ])("%s for %s is %s", (host, address, id) => {
    expect(findProvider(host, address)?.id).toBe(id);
  });
});

describe("findMailboxProvider()", () => {
  it.each([
    ["joe@gmail.com", "gmail"],
    ["joe@yahoo.co.jp", "yahoo"],
    ["joe@example.com", undefined],
    ["", undefined],
  ])("%s is at %s", (address, id) => {
    expect(findMailboxProvider(address)?.id).toBe(id);
  });
});
