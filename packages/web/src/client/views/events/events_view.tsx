import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { EventState } from "../../../api/events_api.ts";
import { PageHead } from "../../frame/page_head.tsx";
import { Button } from "../../parts/button.tsx";
import { type Column, DataTable } from "../../parts/data_table.tsx";
import { durationWords } from "../../parts/duration_words.ts";
import { RemoteView } from "../../parts/remote_view.tsx";
import { TimeText } from "../../parts/time_text.tsx";
import { goTo, hrefTo, route } from "../../route.ts";
import { mayUse } from "../../state/session_state.ts";
import { eventsState, registryState } from "../../state/unit_states.ts";
import { loadedTexts } from "../../text/language.ts";
import { t } from "../../text/t.ts";
import { EventActions } from "./event_actions.tsx";
import { beginEvent, EventView } from "./event_view.tsx";
import { NewEventDialog } from "./new_event_dialog.tsx";

/** The page of the events: all of them, or one. */
export function EventsView(): JSX.Element {
  const [name] = route.value.rest;
  return name === undefined ? <AllEvents /> : <OneEvent key={name} name={name} />;
}

function OneEvent({ name }: { readonly name: string }): JSX.Element {
  const events = eventsState.value.value;
  return (
    <>
      <p class="back">
        <a href={hrefTo("events")}>← {t("events.back")}</a>
      </p>
      <PageHead
        title={eventTitle(name)}
        actions={events !== null && <EventActions name={name} events={events} />}
      />
      <RemoteView state={registryState}>
        {() => (
          <RemoteView state={eventsState}>
            {(state) => <EventView name={name} events={state} />}
          </RemoteView>
        )}
      </RemoteView>
    </>
  );
}

/** What an event is called on the page. */
function eventTitle(name: string): string {
  return name === "Boot" ? t("events.boot") : t("event.title", { name });
}

function AllEvents(): JSX.Element {
  const [isAdding, setAdding] = useState(false);
  return (
    <>
      <PageHead
        title={t("events.title")}
        intro={t("events.intro")}
        actions={
          mayUse("administrator") && (
            <Button kind="primary" onClick={() => setAdding(true)}>
              {t("events.add")}
            </Button>
          )
        }
      />
      <RemoteView state={eventsState}>
        {({ events }) => (
          <>
            <section class="card" aria-label={t("events.list")}>
              <DataTable
                caption={t("events.list")}
                columns={eventColumns()}
                rows={events}
                keyOf={({ name }) => name}
              />
            </section>
            {isAdding && (
              <NewEventDialog
                taken={events.map(({ name }) => name)}
                onChosen={(name) => {
                  beginEvent(name);
                  goTo(hrefTo("events", name));
                }}
                onClose={() => setAdding(false)}
              />
            )}
          </>
        )}
      </RemoteView>
    </>
  );
}

function eventColumns(): readonly Column<EventState>[] {
  return [
    { id: "name", head: t("events.event"), cell: (event) => <NameCell event={event} /> },
    {
      id: "mail",
      head: t("events.mail"),
      cell: ({ isEnabled }) => (
        <span class={isEnabled ? "badge ok" : "badge"}>
          {t(isEnabled ? "events.on" : "events.off")}
        </span>
      ),
    },
    {
      id: "block",
      head: t("events.block"),
      cell: ({ block, name }) => <bdi>{block ?? name}</bdi>,
    },
    {
      id: "holdOff",
      head: t("events.holdOff"),
      cell: ({ holdOffMs }) => durationWords(holdOffMs, loadedTexts.value.language),
    },
    {
      id: "last",
      head: t("events.last"),
      cell: ({ lastMailedAt, collected }) => (
        <div>
          <TimeText at={lastMailedAt} />
          {collected > 0 && <div class="small">{t("events.collected", { count: collected })}</div>}
        </div>
      ),
    },
  ];
}

function NameCell({ event: { name } }: { readonly event: EventState }): JSX.Element {
  return (
    <div>
      <a class="strong" href={hrefTo("events", name)}>
        <bdi>{name === "Boot" ? t("events.boot") : name}</bdi>
      </a>
      {name === "Boot" && <div class="faint small">{t("events.bootHelp")}</div>}
    </div>
  );
}
