import { renderCatalogue } from "./render_catalogue.ts";
import { renderDemo } from "./render_demo.ts";
import { renderEndpoints } from "./render_endpoints.ts";
import { renderExitCodes } from "./render_exit_codes.ts";
import { renderKnownFailures } from "./render_known_failures.ts";
import { renderMessageStates } from "./render_message_states.ts";
import { renderNotifications } from "./render_notifications.ts";
import { renderOutcomes } from "./render_outcomes.ts";
import {
  renderAccessRules,
  renderAttacks,
  renderBindRules,
  renderConsoleRules,
  renderLoginBackoff,
  renderRequestRules,
  renderSecurityHeaders,
} from "./render_page_rules.ts";
import { renderPlanRules } from "./render_plan_rules.ts";
import { renderProfiles } from "./render_profiles.ts";
import { renderProviders } from "./render_providers.ts";
import { renderRecommendations } from "./render_recommendations.ts";
import { renderTimetable } from "./render_timetable.ts";
import { renderTransfers } from "./render_transfers.ts";
import type { BlockRenderer } from "./rendered_blocks.ts";

/** Every rendered block by the name its markers carry. */
export const DOC_RENDERERS: Readonly<Record<string, BlockRenderer>> = {
  "access-rules": renderAccessRules,
  attacks: renderAttacks,
  "bind-rules": renderBindRules,
  catalogue: renderCatalogue,
  "console-rules": renderConsoleRules,
  demo: renderDemo,
  endpoints: renderEndpoints,
  "exit-codes": renderExitCodes,
  "login-backoff": renderLoginBackoff,
  "known-failures": renderKnownFailures,
  "message-states": renderMessageStates,
  notifications: renderNotifications,
  outcomes: renderOutcomes,
  "plan-rules": renderPlanRules,
  "request-rules": renderRequestRules,
  "security-headers": renderSecurityHeaders,
  profiles: renderProfiles,
  timetable: renderTimetable,
  transfers: renderTransfers,
  providers: renderProviders,
  recommendations: renderRecommendations,
};
