import { PasswordHasher } from "@fieldpost/runtime";

/** Makes and recognises passwords as cheaply as scrypt can. */
export function cheapHasher(): PasswordHasher {
  return new PasswordHasher({ N: 16, r: 1, p: 1 });
}
