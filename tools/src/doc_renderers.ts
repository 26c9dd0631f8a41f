import { renderCatalogue } from "./render_catalogue.ts";
import { renderProfiles } from "./render_profiles.ts";
import type { BlockRenderer } from "./rendered_blocks.ts";

/** Every rendered block by the name its markers carry. */
export const DOC_RENDERERS: Readonly<Record<string, BlockRenderer>> = {
  catalogue: renderCatalogue,
  profiles: renderProfiles,
};
