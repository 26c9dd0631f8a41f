import { scryptSync } from "node:crypto";
import { PasswordHasher, type ScryptCost } from "../password_hasher.ts";

/** As cheap as scrypt can be, and it counts how often it was asked to work. */
export function cheapHasher(cost: ScryptCost = { N: 2, r: 1, p: 1 }): {
  readonly hasher: PasswordHasher;
  readonly work: string[];
} {
  const work: string[] = [];
  const hasher = new PasswordHasher(cost, async (password, salt, { N, r, p }) => {
    work.push(`${N} ${r} ${p}`);
    return scryptSync(password, salt, 32, { N, r, p });
  });
  return { hasher, work };
}
