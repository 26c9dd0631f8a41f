import { afterEach, beforeEach } from "@jest/globals";

const realNow = Date.now;
const realRandom = Math.random;

beforeEach(() => {
  Date.now = () => {
    throw new Error("Cannot read the clock: core is a function of its arguments");
  };
  Math.random = () => {
    throw new Error("Cannot throw dice: core is a function of its arguments");
  };
});

afterEach(() => {
  Date.now = realNow;
  Math.random = realRandom;
});
