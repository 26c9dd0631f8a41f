/**
 * The configuration pages of a unit and its interface for programs: HTTP and the browser translated
 * to core and runtime, and back.
 *
 * It is not a place for decisions: how to connect, what a reply means and who may do what is core's.
 *
 * @module
 */
export type { PageTerminal } from "./server/page_terminal.ts";
export { type Pages, type PagesOptions, startPages } from "./server/start_pages.ts";
