import { transformSync } from "@swc/core";

/**
 * Turns TypeScript into the JavaScript that Node runs.
 *
 * @throws {Error} If the text is not TypeScript.
 */
export function stripTypes(code: string): string {
  return transformSync(code, {
    jsc: { parser: { syntax: "typescript" }, target: "es2022" },
    module: { type: "es6" },
  }).code;
}
