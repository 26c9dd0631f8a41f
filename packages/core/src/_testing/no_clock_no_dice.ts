import { afterEach, beforeEach } from "@jest/globals";

const realDate = Date;
const realRandom = Math.random;
const realPerformanceNow = performance.now;

function refuse(what: string): never {
  throw new Error(`Cannot ${what}: core is a function of its arguments`);
}

/** A Date that knows every instant but the present one. */
const dateWithoutNow = new Proxy(realDate, {
  apply: () => refuse("read the clock"),
  construct: (target, given, newTarget) =>
    given.length === 0 ? refuse("read the clock") : Reflect.construct(target, given, newTarget),
  get: (target, name) =>
    name === "now" ? () => refuse("read the clock") : Reflect.get(target, name),
});

beforeEach(() => {
  globalThis.Date = dateWithoutNow;
  Math.random = () => refuse("throw dice");
  performance.now = () => refuse("read the clock");
});

afterEach(() => {
  globalThis.Date = realDate;
  Math.random = realRandom;
  performance.now = realPerformanceNow;
});
