import type { JSX } from "preact";
import type { OverviewState } from "../../../api/overview_api.ts";
import { PageHead } from "../../frame/page_head.tsx";
import { FailureBanner } from "../../parts/failure_banner.tsx";
import { Icon, type IconName } from "../../parts/icon.tsx";
import { Skeleton } from "../../parts/skeleton.tsx";
import { hrefTo } from "../../route.ts";
import { useRemote } from "../../state/remote_state.ts";
import { mayUse } from "../../state/session_state.ts";
import { overviewState } from "../../state/unit_states.ts";
import { coreSentences } from "../../text/core_sentences.ts";
import { t } from "../../text/t.ts";
import { AttentionPart } from "./attention_part.tsx";
import { CertificateCard, ClockCard, DeliveryCard, QueueCard } from "./overview_cards.tsx";

/** The page that says whether this device can send, and what needs a person. */
export function OverviewView(): JSX.Element {
  const overview = useRemote(overviewState);
  return (
    <>
      <PageHead title={t("overview.title")} />
      <FailureBanner
        failure={overviewState.failure.value}
        onAgain={() => void overviewState.load()}
      />
      {overview === null ? <Skeleton lines={8} /> : <OverviewBody overview={overview} />}
    </>
  );
}

function OverviewBody({ overview }: { readonly overview: OverviewState }): JSX.Element {
  return (
    <div class="overview">
      <Verdict overview={overview} />
      <AttentionPart items={overview.attention} />
      <div class="overview-cards">
        <DeliveryCard delivery={overview.lastDelivery} />
        <QueueCard queue={overview.queue} isExplained={overview.canSend !== "yes"} />
        <CertificateCard certificate={overview.certificate} />
        <ClockCard overview={overview} />
      </div>
    </div>
  );
}

const LOOKS: Readonly<Record<OverviewState["canSend"], readonly [IconName, string]>> = {
  yes: ["ok", "ok"],
  no: ["error", "error"],
  unproven: ["info", "info"],
  new: ["info", "info"],
};

function Verdict({ overview }: { readonly overview: OverviewState }): JSX.Element {
  const { canSend, reasons } = overview;
  const [icon, level] = LOOKS[canSend];
  return (
    <section class={`card verdict ${level}`} aria-labelledby="verdict">
      <Icon name={icon} />
      <div>
        <p class="verdict-question">{t("overview.question")}</p>
        <h2 id="verdict">{t(`overview.${canSend}`)}</h2>
        {reasons.map((reason) => (
          <p key={reason}>{coreSentences.value.words(reason)}</p>
        ))}
        <VerdictLinks isNew={canSend === "new"} />
      </div>
    </section>
  );
}

function VerdictLinks({ isNew }: { readonly isNew: boolean }): JSX.Element {
  if (isNew && mayUse("administrator")) {
    return (
      <p class="row verdict-links">
        <a class="button primary" href={hrefTo("email")}>
          {t("overview.setUp")}
        </a>
      </p>
    );
  }
  return (
    <p class="row verdict-links">
      <a href={hrefTo("email")}>{t("overview.toEmail")}</a>
      {mayUse("administrator") && (
        <a href={`${hrefTo("email")}?part=test`}>{t("overview.toTest")}</a>
      )}
    </p>
  );
}
