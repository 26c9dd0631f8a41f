import type { Access } from "@fieldpost/core";
import type { ComponentType } from "preact";
import type { IconName } from "../parts/icon.tsx";
import type { TextKey } from "../text/text_key.ts";

/** One page: where it is, what it is called, who may see it, and the code that is loaded for it. */
export interface View {
  /** As in `#/email`. */
  readonly page: string;
  readonly title: TextKey;
  readonly icon: IconName;
  readonly access: Access;
  readonly load: () => Promise<ComponentType>;
}

/** The pages in the order of the navigation; the first one is the start. */
export const VIEWS: readonly View[] = [
  {
    page: "overview",
    title: "overview.title",
    icon: "overview",
    access: "viewer",
    load: async () => (await import("./overview/overview_view.tsx")).OverviewView,
  },
  {
    page: "email",
    title: "email.title",
    icon: "email",
    access: "viewer",
    load: async () => (await import("./email/email_view.tsx")).EmailView,
  },
];
