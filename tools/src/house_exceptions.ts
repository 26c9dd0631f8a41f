import type { HouseException } from "./house_rule.ts";

/** Every place where a house rule does not hold; a row without a reason is a breach. */
export const HOUSE_EXCEPTIONS: readonly HouseException[] = [];
