import type { Fieldpost } from "@fieldpost/runtime";
import type { MessageCommandRequest, MessageStory, QueueState } from "../../api/queue_api.ts";
import type { FileAnswer } from "../answer_form.ts";
import { type BoundEndpoint, bindEndpoint } from "../endpoint.ts";
import type { PagesContext } from "../pages_context.ts";
import { Refusal } from "../refusal.ts";
import { messageRow, messageStory, rowMatcher } from "../views/message_views.ts";
import { queueSummary } from "../views/queue_summary.ts";
import {
  COMMAND_MESSAGE,
  type QueueQuery,
  READ_CONTENT,
  READ_MESSAGE,
  READ_QUEUE,
  SUBMIT_MESSAGE,
} from "./queue_rows.ts";
import { submitMessage } from "./submit_message.ts";

/** Messages that have left the queue and that a list of it names. */
export const ENDED_SHOWN = 50;

/** The endpoints of the queue and of messages. */
export function queueEndpoints(context: PagesContext): readonly BoundEndpoint[] {
  const { unit } = context;
  return [
    bindEndpoint(READ_QUEUE, ({ query }) => readQueue(context, query)),
    bindEndpoint(READ_MESSAGE, ({ params }) => readMessage(unit, params.message)),
    bindEndpoint(READ_CONTENT, ({ params }) => readContent(unit, params.message)),
    bindEndpoint(COMMAND_MESSAGE, ({ params, body, caller }) =>
      commandMessage(unit, { ...body, message: params.message, by: caller.name }),
    ),
    bindEndpoint(SUBMIT_MESSAGE, ({ body, caller }) =>
      submitMessage(unit, { ...body, by: caller.name }),
    ),
  ];
}

async function readQueue(
  context: PagesContext,
  { limit, after, search, state }: QueueQuery,
): Promise<QueueState> {
  const { listing } = context;
  const matches = rowMatcher({ text: search, state });
  const page = await listing.page({ limit, after, matches });
  // Only the first page tells of them: the others follow a list that has them.
  const ended = after === undefined ? await listing.ended(ENDED_SHOWN, matches) : [];
  return {
    summary: await queueSummary(context),
    rows: page.rows.map(messageRow),
    next: page.next ?? null,
    ended: ended.map(messageRow),
  };
}

async function readMessage(unit: Fieldpost, message: string): Promise<MessageStory | Refusal> {
  const story = await unit.queue.story(message);
  return story === undefined ? notThere(message) : messageStory(story);
}

async function readContent(unit: Fieldpost, message: string): Promise<FileAnswer | Refusal> {
  const pieces = await unit.queue.content(message);
  if (pieces === undefined) return notThere(message);
  return { content: streamOf(pieces), fileName: `${message}.eml` };
}

/** A piece is only good until the next one: each is copied. */
function streamOf(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done === true) controller.close();
        else controller.enqueue(value.slice());
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

async function commandMessage(
  unit: Fieldpost,
  wanted: MessageCommandRequest & { readonly message: string; readonly by: string },
): Promise<Refusal | undefined> {
  const { command, message, by } = wanted;
  // A fault of the path holds every message, so a retry of one begins with it.
  if (command === "retry") await unit.queue.retryPath();
  const result = await unit.queue.command(message, command === "retry" ? "release" : command);
  if (result === "unknown") return notThere(message);
  if (result !== "done") {
    const why = result === "busy" ? "it is being delivered at this moment" : "it is over already";
    return new Refusal("conflict", `Cannot ${command} the message: ${why}, nothing was changed`);
  }
  const text = `Email ${message}: ${command} by ${by}`;
  await unit.log.append({ event: "queue-command", text, facts: { message, command, by } });
  return undefined;
}

function notThere(message: string): Refusal {
  const why = "it is neither in the queue nor known to have left it";
  return new Refusal("not-found", `Cannot find the message ${message}: ${why}`);
}
