import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { MessageStory, OriginView } from "../../../api/queue_api.ts";
import { PageHead } from "../../frame/page_head.tsx";
import { Banner } from "../../parts/banner.tsx";
import { EmptyState } from "../../parts/empty_state.tsx";
import { ProtectionBadge } from "../../parts/protection_badge.tsx";
import { RemoteView } from "../../parts/remote_view.tsx";
import { TimeText } from "../../parts/time_text.tsx";
import { hrefTo } from "../../route.ts";
import { lastQueueEvent } from "../../state/apply_live_event.ts";
import { type RemoteState, remoteState } from "../../state/remote_state.ts";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";
import { MessageActions } from "./message_actions.tsx";
import { messageTitle, SendingWords } from "./message_table.tsx";
import { OutcomeList } from "./outcome_list.tsx";
import { PhaseBadge } from "./phase_badge.tsx";
import { PathBanner } from "./queue_stand.tsx";
import { TranscriptView } from "./transcript_view.tsx";

/** One message: what became of it, why, and what can be done. */
export function MessageView({ message }: { readonly message: string }): JSX.Element {
  const path = `/queue/${encodeURIComponent(message)}`;
  const story = useMemo(() => remoteState<MessageStory>(path), [path]);
  useFollow(story, message);
  const found = story.value.value;
  const isUnknown = found === null && story.failure.value?.code === "not-found";
  return (
    <>
      <p class="back">
        <a href={hrefTo("outbox")}>← {t("message.back")}</a>
      </p>
      <PageHead
        title={isUnknown ? t("message.unknown") : titleOf(found)}
        intro={found !== null && <Phase story={found} />}
        actions={found !== null && <MessageActions story={found} onChanged={story.load} />}
      />
      {isUnknown ? (
        <EmptyState icon="outbox" title={t("message.unknownHelp")} />
      ) : (
        <RemoteView state={story}>{(value) => <Story story={value} />}</RemoteView>
      )}
    </>
  );
}

function titleOf(story: MessageStory | null): string {
  return story === null ? t("outbox.subject") : messageTitle(story);
}

function Phase({ story }: { readonly story: MessageStory }): JSX.Element {
  const isBlocked = story.phase === "waiting" && story.path !== null;
  return (
    <>
      <PhaseBadge phase={story.phase} /> {t(`outbox.help.${isBlocked ? "blocked" : story.phase}`)}
    </>
  );
}

/** Reads the story anew whenever something is said live of this message, or another thing of the path. */
function useFollow(story: RemoteState<MessageStory>, message: string): void {
  useEffect(() => {
    // What was told before is in the answer that is being read.
    const before = lastQueueEvent.peek();
    const stop = lastQueueEvent.subscribe((event) => {
      if (event === null || event === before) return;
      const told = [...event.rows, ...event.ended];
      const isOfPath = !isSame(event.summary.path, story.value.peek()?.path);
      if (isOfPath || told.some((row) => row.message === message)) void story.reload();
    });
    return () => {
      stop();
      story.forget();
    };
  }, [story, message]);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function Story({ story }: { readonly story: MessageStory }): JSX.Element {
  return (
    <div class="sections">
      {story.path !== null && <PathBanner path={story.path} />}
      {story.mayBeDelivered && (
        <Banner level="warning" title={t("message.mayBe")}>
          <p>{t("message.mayBeHelp")}</p>
        </Banner>
      )}
      <div class="columns">
        <Facts story={story} />
        {story.outcomes.length > 0 && (
          <OutcomeList outcomes={story.outcomes} isHeld={story.phase === "held"} />
        )}
      </div>
      <Journal story={story} />
      <TranscriptView lines={story.transcript} />
    </div>
  );
}

function Facts({ story }: { readonly story: MessageStory }): JSX.Element {
  const isOpen = story.phase === "waiting" && story.path === null && story.nextAttemptAt !== null;
  return (
    <section class="card" aria-labelledby="message-facts">
      <h2 id="message-facts">{t("message.facts")}</h2>
      <dl class="facts">
        <Sender story={story} />
        <dt>{t("message.to")}</dt>
        <dd>
          <bdi>{story.recipients.join(", ")}</bdi>
        </dd>
        {story.origin !== null && <Origin origin={story.origin} />}
        <dt>{t("message.channel")}</dt>
        <dd>
          <ProtectionBadge level={story.protectionLevel} />
          {story.protection !== null && (
            <div class="small">{coreSentences.value.words(story.protection)}</div>
          )}
        </dd>
        <dt>{t("message.accepted")}</dt>
        <dd>
          <TimeText at={story.acceptedAt} isExact />
        </dd>
        <dt>{t("message.attempts")}</dt>
        <dd>{story.attempts}</dd>
        {story.sending !== null && (
          <>
            <dt>{t("outbox.phase.sending")}</dt>
            <dd>
              <SendingWords sending={story.sending} />
            </dd>
          </>
        )}
        {isOpen && (
          <>
            <dt>{t("message.nextAttempt")}</dt>
            <dd>
              <TimeText at={story.nextAttemptAt} />
            </dd>
          </>
        )}
        {story.sizeBytes !== null && (
          <>
            <dt>{t("message.size")}</dt>
            <dd>{t("message.octets", { count: story.sizeBytes })}</dd>
          </>
        )}
        {story.messageId !== null && (
          <>
            <dt>{t("message.id")}</dt>
            <dd class="mono">{story.messageId}</dd>
          </>
        )}
        <dt>{t("message.name")}</dt>
        <dd class="mono">{story.message}</dd>
      </dl>
    </section>
  );
}

function Sender({ story }: { readonly story: MessageStory }): JSX.Element | null {
  const { messageId, from } = story;
  // What an earlier version has written of one that has ended does not name the sender.
  if (messageId === null) return null;
  const sender = story.sender ?? "<>";
  return (
    <>
      <dt>{t("message.from")}</dt>
      <dd>
        <bdi>{from ?? sender}</bdi>
      </dd>
      {from !== null && !from.includes(sender) && (
        <>
          <dt>{t("message.envelope")}</dt>
          <dd>
            <bdi>{sender}</bdi>
          </dd>
        </>
      )}
    </>
  );
}

function Origin({ origin }: { readonly origin: OriginView }): JSX.Element {
  const { kind, name } = origin;
  const words = t(`message.origin.${kind}`, { name: name ?? "" });
  return (
    <>
      <dt>{t("message.origin")}</dt>
      <dd>
        {kind === "report" && name !== null ? (
          <a href={hrefTo("outbox", name)}>{words}</a>
        ) : (
          <bdi>{words}</bdi>
        )}
      </dd>
    </>
  );
}

function Journal({ story }: { readonly story: MessageStory }): JSX.Element {
  return (
    <section class="card" aria-labelledby="message-journal">
      <h2 id="message-journal">{t("message.journal")}</h2>
      {story.journal.length === 0 ? (
        <p class="faint">{t("message.journalEmpty")}</p>
      ) : (
        <ol class="journal">
          {story.journal.map(({ at, kind, text }, index) => (
            <li key={`${at}-${index + 1}`} class={`journal-${kind}`}>
              <TimeText at={at} isExact />
              <span>
                <bdi>{coreSentences.value.words(text)}</bdi>
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
