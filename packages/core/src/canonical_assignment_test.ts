import { describe, expect, it } from "@jest/globals";
import { canonicalAssignment } from "./canonical_assignment.ts";

describe("canonicalAssignment()", () => {
  it.each([
    ["email/port", "587", "Email/Port", "587"],
    ["/EMAIL/SMTPS", "yes", "Email/SMTPS", "enabled"],
    ["Email/SMTPS", " Off ", "Email/SMTPS", "disabled"],
    ["Email/SMTPS", "perhaps", "Email/SMTPS", "perhaps"],
    ["Email/SMTPS", "", "Email/SMTPS", ""],
    ["email/starttls", "REQUIRED", "Email/StartTLS", "required"],
    ["email/starttls", "1", "Email/StartTLS", "enabled"],
    ["email/Boiler seven/toaddress", "a@b.example", "Email/Boiler seven/ToAddress", "a@b.example"],
    ["EVENTS/onBoot/email", "on", "Events/OnBoot/Email", "enabled"],
    ["events/ONboot/email", "on", "Events/Onboot/Email", "enabled"],
    ["Email/Colour", "TRUE", "Email/Colour", "TRUE"],
    ["not a [key]", "x", "not a [key]", "x"],
  ])("spells %s = %j as %s = %j", (key, value, spelled, written) => {
    expect(canonicalAssignment([key, value])).toEqual([spelled, written]);
  });
});
