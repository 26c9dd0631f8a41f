import { describe, expect, it } from "@jest/globals";
import { checkRegistryDocument } from "./check_registry_document.ts";
import { parseRegistryDocument } from "./registry_document.ts";

describe("checkRegistryDocument()", () => {
  it("checkRegistryDocument() lists what is wrong with lines and values, by line", () => {
    const text =
      "[Email]\nPort = nine\nColour = blue\noops\nPassword = hunter2\nB/Subject = a\tb\n";
    const problems = checkRegistryDocument(parseRegistryDocument(text));
    expect(problems.map(({ code, line }) => [line, code])).toEqual([
      [2, "value-invalid"],
      [3, "key-unknown"],
      [4, "line-invalid"],
      [5, "key-sealed"],
      [6, "value-control-character"],
    ]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });

  it("checkRegistryDocument() counts what it leaves out, once", () => {
    const text = `${"x\n".repeat(1500)}${Array.from({ length: 700 }, (_, at) => `Key${at}=1\n`).join("")}`;
    const problems = checkRegistryDocument(parseRegistryDocument(text));
    expect(problems).toHaveLength(1001);
    expect(problems.at(-1)).toEqual({
      code: "problems-left-out",
      path: "",
      facts: { count: 1200 },
    });
  });

  it("checkRegistryDocument() keeps why a document was not read to its end", () => {
    const text = Array.from({ length: 20_001 }, (_, at) => `Key${at} = 1\n`).join("");
    const problems = checkRegistryDocument(parseRegistryDocument(text));
    expect(problems.slice(-2).map(({ code }) => code)).toEqual([
      "too-many-keys",
      "problems-left-out",
    ]);
  });
});
