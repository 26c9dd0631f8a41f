import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { EmptyState } from "../parts/empty_state.tsx";
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
  const [, setCount] = useState(0);
  const Shown = loaded.get(view.page);
  useEffect(countPage, []);
  useEffect(() => {
    if (loaded.has(view.page)) return;
    void view.load().then((component) => {
      loaded.set(view.page, component);
      setCount((count) => count + 1);
    });
  }, [view]);
  return Shown === undefined ? <Skeleton lines={6} /> : <Shown />;
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
