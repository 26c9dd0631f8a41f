import type { ComponentChildren, JSX } from "preact";
import { Icon, type IconName } from "./icon.tsx";

/** How much a message matters. */
export type BannerLevel = "ok" | "info" | "warning" | "error";

const ICONS: Readonly<Record<BannerLevel, IconName>> = {
  ok: "ok",
  info: "info",
  warning: "warning",
  error: "error",
};

/** A message that stays until its cause is gone. */
export function Banner(props: {
  readonly level: BannerLevel;
  readonly title?: string | undefined;
  readonly children?: ComponentChildren;
  readonly actions?: ComponentChildren;
  /** Read out when it appears: for what happens while the viewer is doing something else. */
  readonly isAnnounced?: boolean;
}): JSX.Element {
  const { level, title, children, actions, isAnnounced = false } = props;
  return (
    <div class={`banner ${level}`} role={isAnnounced ? "status" : undefined}>
      <Icon name={ICONS[level]} />
      <div class="banner-words">
        {title !== undefined && <p class="banner-title">{title}</p>}
        {children}
      </div>
      {actions !== undefined && <div class="banner-actions">{actions}</div>}
    </div>
  );
}
