import { defineConfig } from "vite";

// The pages are plain files that the server sends: no inline script or style, so that the
// Content-Security-Policy can forbid both, and no address but our own.
export default defineConfig({
  root: "src/client",
  base: "./",
  publicDir: false,
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../../pages",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    rolldownOptions: {
      output: {
        // What every page is made of comes in one file: thirty small ones cost a slow device thirty
        // requests. Views and the words of another language still come when they are wanted.
        codeSplitting: {
          groups: [
            {
              name: "parts",
              test: /src.client.(?:api|frame|parts|state|route|text.(?!german|say_german))/,
            },
          ],
        },
      },
    },
  },
});
