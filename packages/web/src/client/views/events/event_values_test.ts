import { expect, it } from "@jest/globals";
import { readEventValues, unreadableValue } from "./event_values.ts";

it("readEventValues() takes a pair a line and leaves out what is none", () => {
  expect(readEventValues("level=80 cm\n pump = a=b \n\nnothing\n=x\ntime=now\n")).toEqual({
    level: "80 cm",
    pump: "a=b",
  });
});

it("unreadableValue() finds the first line that is no pair", () => {
  expect(unreadableValue("level=80\n\n nothing \n=x\n")).toBe("nothing");
  expect(unreadableValue("level=80\n\n")).toBeUndefined();
});
