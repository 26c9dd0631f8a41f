import { describe, expect, it } from "@jest/globals";
import { ContentSlabs } from "./content_slabs.ts";

describe("ContentSlabs", () => {
  it("gives back every content, small or large, in one piece or many", () => {
    const slabs = new ContentSlabs();
    const sizes = [0, 1, 100, 5000, 8192, 8193, 70_000, 8000, 8000, 8000, 8000, 8000, 8000, 8000];
    const contents = [...sizes, ...sizes].map((size, index) => Buffer.alloc(size, `${index}:`));
    const kept = contents.map((content) =>
      slabs.keep([content.subarray(0, 10), content.subarray(10, 50), content.subarray(50)]),
    );
    for (const [index, content] of contents.entries()) {
      expect(kept[index]?.join().equals(content)).toBe(true);
      expect(kept[index]?.join().equals(content)).toBe(true);
    }
  });

  it("takes a large content in one piece as it is", () => {
    const content = Buffer.alloc(10_000, "x");
    const pieces = [content];
    const kept = new ContentSlabs().keep(pieces);
    pieces.length = 0;
    expect(kept.join()).toBe(content);
  });
});
