import type { ComponentChildren, JSX } from "preact";
import { useId } from "preact/hooks";
import type { OverviewState } from "../../../api/overview_api.ts";
import { FactList } from "../../parts/fact_list.tsx";
import { ProtectionBadge } from "../../parts/protection_badge.tsx";
import { TimeText } from "../../parts/time_text.tsx";
import { hrefTo } from "../../route.ts";
import { coarseNow } from "../../state/clock_state.ts";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";

function Card(props: {
  readonly title: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const id = useId();
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      {props.children}
    </section>
  );
}

/** The last message that went out, and how it was protected. */
export function DeliveryCard(props: {
  readonly delivery: OverviewState["lastDelivery"];
}): JSX.Element {
  const { delivery } = props;
  return (
    <Card title={t("overview.delivery")}>
      {delivery === null ? (
        <p>{t("overview.delivery.none")}</p>
      ) : (
        <>
          <ProtectionBadge level={delivery.protectionLevel} />
          <p class="card-line">{coreSentences.value.words(delivery.protection)}</p>
          <FactList
            facts={[
              { label: t("overview.delivery.when"), value: <TimeText at={delivery.at} /> },
              { label: t("overview.delivery.to"), value: delivery.recipients.join(", ") },
            ]}
          />
        </>
      )}
    </Card>
  );
}

/** What waits, since when, and why. */
export function QueueCard(props: {
  readonly queue: OverviewState["queue"];
  /** Whether the page says already why nothing leaves. */
  readonly isExplained: boolean;
}): JSX.Element {
  const { queue, isExplained } = props;
  const { waiting, sending, held, oldestAt, nextAttemptAt, path } = queue;
  const isEmpty = waiting === 0 && held === 0;
  return (
    <Card title={t("overview.queue")}>
      {path !== null && !isExplained && (
        <p class="card-line">{coreSentences.value.words(path.meaning)}</p>
      )}
      {isEmpty && <p>{t("overview.queue.empty")}</p>}
      {!isEmpty && (
        <FactList
          facts={[
            { label: t("overview.queue.waiting"), value: waiting },
            { label: t("overview.queue.sending"), value: sending === 0 ? undefined : sending },
            { label: t("overview.queue.held"), value: held === 0 ? undefined : held },
            { label: t("overview.queue.oldest"), value: momentOf(oldestAt) },
            { label: t("overview.queue.next"), value: momentOf(nextAttemptAt) },
          ]}
        />
      )}
      <p>
        <a href={hrefTo("outbox")}>{t("overview.queue.open")}</a>
      </p>
    </Card>
  );
}

function momentOf(at: string | null): JSX.Element | undefined {
  return at === null ? undefined : <TimeText at={at} />;
}

/** How long the certificate of the mail server is still good. */
export function CertificateCard(props: {
  readonly certificate: OverviewState["certificate"];
}): JSX.Element {
  const { certificate } = props;
  return (
    <Card title={t("overview.certificate")}>
      {certificate === null ? (
        <p>{t("overview.certificate.none")}</p>
      ) : (
        <>
          <p class="card-line">
            {certificate.daysLeft < 0
              ? t("overview.certificate.over")
              : t("overview.certificate.left", { count: certificate.daysLeft })}
          </p>
          <FactList
            facts={[
              { label: t("overview.certificate.for"), value: certificate.subject },
              { label: t("overview.certificate.by"), value: certificate.issuer },
              {
                label: t("overview.certificate.until"),
                value: <TimeText at={certificate.validTo} isExact />,
              },
              {
                label: t("overview.certificate.seen"),
                value: <TimeText at={certificate.seenAt} />,
              },
            ]}
          />
        </>
      )}
    </Card>
  );
}

/** Whether the unit knows what time it is. */
export function ClockCard({ overview }: { readonly overview: OverviewState }): JSX.Element {
  const { clock } = overview;
  return (
    <Card title={t("overview.clock")}>
      <p class="card-line">{clockWords(clock)}</p>
      <FactList
        facts={[
          {
            label: t("overview.clock.now"),
            value: <TimeText at={new Date(coarseNow.value).toISOString()} isExact />,
          },
          { label: t("overview.clock.asked"), value: momentOf(clock.askedAt) },
          {
            label: t("overview.unit.running"),
            value: <TimeText at={overview.startedAt} />,
          },
          { label: t("overview.unit.version"), value: overview.version },
        ]}
      />
    </Card>
  );
}

function clockWords({ isPlausible, offsetMs }: OverviewState["clock"]): string {
  if (!isPlausible) return t("overview.clock.wrong");
  if (offsetMs === null) return t("overview.clock.unknown");
  const ms = Math.abs(offsetMs);
  const offset =
    ms < 1000
      ? t("overview.clock.milliseconds", { count: Math.round(ms) })
      : t("overview.clock.seconds", { count: Math.round(ms / 1000) });
  return t("overview.clock.right", { offset });
}
