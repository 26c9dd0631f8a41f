import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type ApiFailure, localFailure } from "../api/api_result.ts";
import { EmptyState } from "../parts/empty_state.tsx";
import { FailureBanner } from "../parts/failure_banner.tsx";
import { Skeleton } from "../parts/skeleton.tsx";
import { hrefTo, route } from "../route.ts";
import { mayUse } from "../state/session_state.ts";
import { t } from "../text/t.ts";
import { VIEWS, type View } from "../views/view_table.ts";
import { PageFrame } from "./page_frame.tsx";
import { PageHead } from "./page_head.tsx";
import { countPage } from "./page_move.ts";

/** The page of the route within its frame; its code comes when it is first shown. */
export function ShownView(): JSX.Element {
  const view = findView(route.value.page);
  return (
    <PageFrame page={view?.page ?? ""}>
      {view === undefined ? <NotFound /> : <LoadedView key={view.page} view={view} />}
    </PageFrame>
  );
}

function findView(page: string): View | undefined {
  const views = VIEWS.filter(({ access }) => mayUse(access));
  return page === "" ? views[0] : views.find((each) => each.page === page);
}

const loaded = new Map<string, ComponentType>();

function LoadedView({ view }: { readonly view: View }): JSX.Element {
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [, setCount] = useState(0);
  const Shown = loaded.get(view.page);
  useEffect(countPage, []);
  const load = (): void => {
    if (loaded.has(view.page)) return;
    setFailure(null);
    view.load().then(
      (component) => {
        loaded.set(view.page, component);
        setCount((count) => count + 1);
      },
      // The code of a page comes from the unit too, when the page is first shown.
      (cause: unknown) => setFailure(localFailure("unreachable", String(cause))),
    );
  };
  useEffect(load, [view]);
  if (Shown !== undefined) return <Shown />;
  if (failure === null) return <Skeleton lines={6} />;
  return (
    <>
      <PageHead title={t(view.title)} />
      <FailureBanner failure={failure} onAgain={load} />
    </>
  );
}

function NotFound(): JSX.Element {
  return (
    <>
      <PageHead title={t("frame.notFound")} />
      <EmptyState icon="info" title={t("frame.notFoundHelp")}>
        <a href={hrefTo("overview")}>{t("frame.toOverview")}</a>
      </EmptyState>
    </>
  );
}
