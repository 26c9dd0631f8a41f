import { describe, expect, it } from "@jest/globals";
import { SeededRandom } from "./_testing/seeded_random.ts";
import { encodeBase64, tryDecodeBase64 } from "./base64.ts";

describe("encodeBase64()", () => {
  it("agrees with Node for every length up to 300", () => {
    const random = new SeededRandom(1);
    for (let length = 0; length <= 300; length++) {
      const bytes = Uint8Array.from({ length }, () => random.below(256));
      const text = encodeBase64(bytes);
      expect(text).toBe(Buffer.from(bytes).toString("base64"));
      expect(tryDecodeBase64(text)).toEqual(bytes);
    }
  });
});

describe("tryDecodeBase64()", () => {
  it.each(["=", "A", "AB", "AB=", "AB==C", "A B=", "AAAA\n", "é===", "----", "AAA=AAAA"])(
    "refuses %j",
    (text) => expect(tryDecodeBase64(text)).toBeUndefined(),
  );
});
