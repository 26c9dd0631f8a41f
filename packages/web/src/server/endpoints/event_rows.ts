import { isEventName, isEventValueName } from "@fieldpost/core";
import { z } from "zod";
import type { EventsState, RaiseAnswer, RaiseRequest, RebootAnswer } from "../../api/events_api.ts";
import type { EndpointRow } from "../endpoint.ts";

const GROUP = "Events";

/** How every event stands. */
export const READ_EVENTS: EndpointRow<{ answer: EventsState }> = {
  id: "readEvents",
  method: "GET",
  path: "/api/v1/events",
  access: "viewer",
  summary:
    "Lists the events of this device, what waits to be mailed about them, and the email blocks.",
  group: GROUP,
  answer: {
    kind: "json",
    schema: z.strictObject({
      events: z.array(
        z.strictObject({
          name: z.string(),
          isEnabled: z.boolean(),
          block: z.string().nullable(),
          holdOffMs: z.number(),
          collected: z.int(),
          lastMailedAt: z.iso.datetime().nullable(),
        }),
      ),
      blocks: z.array(z.string()),
    }),
  },
};

/** Raises an event. */
export const RAISE_EVENT: EndpointRow<{
  params: { readonly name: string };
  body: RaiseRequest;
  answer: RaiseAnswer;
}> = {
  id: "raiseEvent",
  method: "POST",
  path: "/api/v1/events/{name}",
  access: "control",
  summary: "Raises an event, as a program on the device would.",
  group: GROUP,
  params: z.strictObject({
    name: z.string().refine(isEventName, "this is no name of an event, Alarm1 is one"),
  }),
  body: z.strictObject({
    values: z
      .record(
        z.string().refine(isEventValueName, "this is no name of a value, level is one"),
        z.string().max(10_000),
      )
      .refine((values) => Object.keys(values).length <= 100, "at most 100 values are accepted"),
  }),
  answer: {
    kind: "json",
    schema: z.strictObject({
      kind: z.enum(["mailed", "noted", "collected", "kept"]),
      text: z.string(),
      message: z.string().nullable(),
    }),
  },
};

/** Starts the device anew. */
export const REBOOT: EndpointRow<{ answer: RebootAnswer }> = {
  id: "reboot",
  method: "POST",
  path: "/api/v1/reboot",
  access: "administrator",
  summary: "Has the device start anew, which raises the event Boot: a good test of Email On Boot.",
  group: GROUP,
  answer: { kind: "json", schema: z.strictObject({ result: z.enum(["rebooted", "late"]) }) },
  refusals: ["conflict"],
};
