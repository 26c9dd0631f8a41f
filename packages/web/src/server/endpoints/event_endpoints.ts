import { type Fieldpost, requestReboot } from "@fieldpost/runtime";
import type { EventsState, RebootAnswer } from "../../api/events_api.ts";
import { type BoundEndpoint, bindEndpoint } from "../endpoint.ts";
import type { PagesContext } from "../pages_context.ts";
import { Refusal } from "../refusal.ts";
import { eventView, raiseAnswer } from "../views/event_views.ts";
import { RAISE_EVENT, READ_EVENTS, REBOOT } from "./event_rows.ts";

/** The endpoints of events. */
export function eventEndpoints({ unit }: PagesContext): readonly BoundEndpoint[] {
  return [
    bindEndpoint(READ_EVENTS, () => readEvents(unit)),
    bindEndpoint(RAISE_EVENT, async ({ params, body, caller }) => {
      const text = `Event On${params.name} raised by ${caller.name}`;
      const facts = { event: params.name, by: caller.name };
      await unit.log.append({ event: "event-raised", text, facts });
      return raiseAnswer(params.name, await unit.events.raise(params.name, body));
    }),
    bindEndpoint(REBOOT, ({ caller }) => reboot(unit, caller.name)),
  ];
}

async function readEvents(unit: Fieldpost): Promise<EventsState> {
  const { registry } = await unit.registry.read();
  const states = await unit.events.states();
  return { events: states.map(eventView), blocks: [...registry.list("Email").nodes].sort() };
}

async function reboot(unit: Fieldpost, by: string): Promise<RebootAnswer | Refusal> {
  await unit.log.append({ event: "reboot", text: `Reboot asked for by ${by}`, facts: { by } });
  const result = await requestReboot(unit.home);
  if (result !== "not-running") return { result };
  const why = 'nothing serves this unit, "fieldpost serve" does';
  return new Refusal("conflict", `Cannot reboot: ${why}`);
}
