/**
 * The configuration pages of a unit and its interface for programs: HTTP and the browser translated
 * to core and runtime, and back.
 *
 * It is not a place for decisions: how to connect, what a reply means and who may do what is core's.
 *
 * @module
 */

export type { AnswerForm } from "./server/answer_form.ts";
export type { EndpointMethod, EndpointRow, EndpointTypes } from "./server/endpoint.ts";
export { listEndpoints } from "./server/list_endpoints.ts";
export type { PageTerminal } from "./server/page_terminal.ts";
export { type PagesErrorCode, PagesFailure } from "./server/pages_failure.ts";
export { ATTACKS, type Attack, type AttackId } from "./server/security/attacks.ts";
export { SECURITY_HEADERS, type SecurityHeader } from "./server/security/security_headers.ts";
export { type Pages, type PagesOptions, startPages } from "./server/start_pages.ts";
