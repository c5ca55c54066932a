import type { GraphQLSchema } from 'graphql';
import type { JSONWebKeySet } from 'jose';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { RunningEventStream } from '../events/postgres-event-stream.ts';
import type { Backlog } from '../ingest/backlog.ts';
import type { Ingest } from '../ingest/receive-message.ts';
import type { RefoldDemand } from '../ingest/refold-demand.ts';
import type { AgreementDirectory } from '../partners/agreement-directory.ts';
import type { PartnerDirectory } from '../partners/partner-directory.ts';
import type { WebhookDesk } from '../resolvers/webhook-desk.ts';
import type { CrossingRule } from '../risk/lane/crossing-rules.ts';
import type { SealedSeeds } from '../risk/sealed-seed.ts';
import type { AuditLog } from '../store/audit-log.ts';
import type { Sql } from '../store/database.ts';
import type { HubKeyring } from '../store/hub-keyring.ts';
import type { HubSigningKey } from '../store/hub-keys.ts';
import type { AlarmTimer } from './alarm-timer.ts';
import type { Authenticate } from './authenticate.ts';
import type { Caller } from './caller.ts';
import type { CandidatePack } from './candidate-pack.ts';
import type { HubMetrics } from './hub-metrics.ts';
import type { ChangingGraph } from './joined-operation.ts';
import type { RateLimiter } from './rate-limiter.ts';
import type { RulePackShelf } from './rule-pack-shelf.ts';
import type { SampleFeed } from './sample-feed.ts';
import type { SharedDeliveries } from './shared-deliveries.ts';

/** What the routes of one hub work with. */
export interface HubServices {
  readonly config: Config;
  readonly logger: Logger;
  readonly sql: Sql;
  /** database.ts */
  readonly steady: Sql;
  readonly partners: PartnerDirectory;
  readonly agreements: AgreementDirectory;
  readonly rulePacks: RulePackShelf;
  readonly candidatePack: CandidatePack;
  readonly crossings: readonly CrossingRule[];
  readonly sealedSeeds: SealedSeeds;
  readonly ingest: Ingest;
  /** What is acknowledged before it is read. */
  readonly backlog: Backlog;
  /** What readers had to fold for themselves. */
  readonly refolds: RefoldDemand;
  readonly alarms: AlarmTimer;
  readonly events: RunningEventStream;
  readonly sharedDeliveries: SharedDeliveries;
  readonly cursorKey: Uint8Array;
  readonly webhookKey: Uint8Array;
  readonly webhookDeskOf: (caller: Caller) => WebhookDesk | undefined;
  /** The graph of this process alone. */
  readonly unified: GraphQLSchema;
  /** What clients see now: with the subgraphs of partners, which come and go while the hub runs. */
  readonly schema: GraphQLSchema;
  /** Where partners run subgraphs of their own: what asks for something of theirs is planned. */
  readonly graphs: ChangingGraph;
  readonly auditLog: AuditLog;
  readonly authenticate: Authenticate;
  readonly rateLimiter: RateLimiter;
  /** All keys of the hub, which are rotated while it runs. */
  readonly keyring: HubKeyring;
  /** Signs who asks for the hub's own subgraphs, whoever issued the token. */
  readonly contextKey: HubSigningKey;
  /** The key of the embedded issuer; absent where an external one signs the tokens. */
  readonly signingKey: HubSigningKey | undefined;
  readonly publicKeys: JSONWebKeySet;
  readonly metrics: HubMetrics;
  readonly samples: SampleFeed;
}
