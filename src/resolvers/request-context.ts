import type { EventStream } from '../events/event-stream.ts';
import type { PartnerDirectory } from '../partners/partner-directory.ts';
import type { DisclosureCollector } from '../policy/disclosure-collector.ts';
import type { Viewer } from '../policy/viewer.ts';
import type { ViewerPolicy } from '../policy/viewer-policy.ts';
import type { RulePack } from '../risk/rule-pack.ts';
import type { SealedSeeds } from '../risk/sealed-seed.ts';
import type { Sql } from '../store/database.ts';
import type { LookUpBatches } from '../store/look-up-batches.ts';
import type { AlarmDesk } from './alarm-desk.ts';
import type { AssistanceDesk } from './assistance-desk.ts';
import type { LaneDesk } from './lane-desk.ts';
import type { Loaders } from './loaders.ts';
import type { QuarantineDesk } from './quarantine-desk.ts';
import type { RegistryClerk } from './registry-clerk.ts';
import type { RiskDesk } from './risk-desk.ts';
import type { WebhookDesk } from './webhook-desk.ts';

/** What every resolver of one request works with: who asks, and batched reading that sees only what the asker may see. */
export interface RequestContext {
  readonly viewer: Viewer;
  /** What the agreements in force let the viewer see; its digest tells equal readers. */
  readonly policy: ViewerPolicy;
  /** The same of another, to explain what it may see. */
  policyOf(viewer: Viewer): ViewerPolicy;
  /** What this request, or this delivery, was shown: the receipt's content (law 4.7). */
  readonly disclosures: DisclosureCollector;
  readonly sql: Sql;
  /** For statements that are always the same, which are planned once. Absent: `sql` does. */
  readonly steady?: Sql | undefined;
  /** Finds consignments together with other requests, and names their versions. Absent: each request finds its own, and none is named. */
  readonly lookUps?: LookUpBatches | undefined;
  readonly loaders: Loaders;
  readonly partners: PartnerDirectory;
  readonly rulePack: RulePack;
  /** Draws consignments for a control at random. Absent: nothing is drawn. */
  readonly sealedSeeds?: SealedSeeds | undefined;
  readonly events: EventStream;
  /** Absent: the asker may not do anything about alarms. */
  readonly alarmDesk?: AlarmDesk | undefined;
  /** Absent: the asker may not write into the registers of risk control. */
  readonly registryClerk?: RegistryClerk | undefined;
  /** Absent: the asker may do nothing in cases of assistance, whether there are any or not. */
  readonly assistanceDesk?: AssistanceDesk | undefined;
  /** Absent: the asker stands at no gate. */
  readonly laneDesk?: LaneDesk | undefined;
  /** Absent: the asker is no customs officer with the scope risk:decide. */
  readonly riskDesk?: RiskDesk | undefined;
  /** Absent: the asker may not touch the quarantine. */
  readonly quarantineDesk?: QuarantineDesk | undefined;
  /** Absent: the asker may not subscribe. */
  readonly webhookDesk?: WebhookDesk | undefined;
  /** What a stream that comes back has got already (`Last-Event-ID` of Server-Sent Events). */
  readonly lastEventId?: string | undefined;
  /** Whose receipts the asker may read: of reads of one origin's data, or of all (law 4.7). Absent: none. */
  readonly auditor?: { readonly origin: string | undefined } | undefined;
  /** The moment of the request: what is computed at read from deadlines and staleness (law 1.7). */
  readonly now: Date;
  /** Forgets what was loaded: a subscription reads anew for each delivery. */
  refresh(): void;
}
