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
  {
    page: "events",
    title: "events.title",
    icon: "events",
    access: "viewer",
    load: async () => (await import("./events/events_view.tsx")).EventsView,
  },
  {
    page: "outbox",
    title: "outbox.title",
    icon: "outbox",
    access: "viewer",
    load: async () => (await import("./outbox/outbox_view.tsx")).OutboxView,
  },
  {
    page: "registry",
    title: "registry.title",
    icon: "registry",
    access: "viewer",
    load: async () => (await import("./registry/registry_view.tsx")).RegistryView,
  },
  {
    page: "console",
    title: "console.title",
    icon: "console",
    access: "administrator",
    load: async () => (await import("./console/console_view.tsx")).ConsoleView,
  },
  {
    page: "log",
    title: "log.title",
    icon: "log",
    access: "viewer",
    load: async () => (await import("./log/log_view.tsx")).LogView,
  },
  {
    page: "users",
    title: "users.title",
    icon: "users",
    access: "viewer",
    load: async () => (await import("./users/users_view.tsx")).UsersView,
  },
];
