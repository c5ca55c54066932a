import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { ALL_ADAPTERS } from '../adapters/all-adapters.ts';
import type { Config } from '../config.ts';
import { CorridorError } from '../errors.ts';
import type { RunningEventStream } from '../events/postgres-event-stream.ts';
import { Backlog } from '../ingest/backlog.ts';
import { RefoldDemand } from '../ingest/refold-demand.ts';
import { createPartnerKeys } from '../ingest/ways-in/partner-keys.ts';
import { createSignatureGate, type RefusedFeed } from '../ingest/ways-in/signature-gate.ts';
import type { PassedOn } from '../messages/passed-on.ts';
import { AgreementDirectory } from '../partners/agreement-directory.ts';
import { PartnerDirectory } from '../partners/partner-directory.ts';
import { isAgreed } from '../policy/is-agreed.ts';
import { buildHubSchema } from '../resolvers/schema.ts';
import { sealedSeeds } from '../risk/sealed-seed.ts';
import { AuditLog } from '../store/audit-log.ts';
import type { Database, Sql } from '../store/database.ts';
import { readFeeds } from '../store/feed-reader.ts';
import type { HubKeyring } from '../store/hub-keyring.ts';
import { takeToken } from '../store/used-tokens.ts';
import { uuidv7 } from '../store/uuid-v7.ts';
import { AlarmTimer } from './alarm-timer.ts';
import { createAuthenticate } from './authenticate.ts';
import { CandidatePack } from './candidate-pack.ts';
import { addConnectionMetrics } from './connection-metrics.ts';
import { addFeedMetrics } from './feed-metrics.ts';
import { GraphShelf } from './graph-shelf.ts';
import { createHubMetrics } from './hub-metrics.ts';
import type { HubServices } from './hub-services.ts';
import { loadCrossings } from './load-crossings.ts';
import { pseudonyms } from './pseudonyms.ts';
import { RateLimiter } from './rate-limiter.ts';
import { rememberingTokens, whileKeyStands } from './remembered-tokens.ts';
import { RulePackShelf } from './rule-pack-shelf.ts';
import { SampleFeed } from './sample-feed.ts';
import { SharedDeliveries } from './shared-deliveries.ts';
import { signingKeyOf } from './token-issuer.ts';
import { embeddedVerifier, externalVerifier, wellFormed } from './token-verifier.ts';
import { keysOf } from './watch-keys.ts';
import { webhookDesk } from './webhook-desk.ts';

export interface ServiceOptions {
  readonly config: Config;
  readonly schema?: GraphQLSchema;
  /** Whether everything is planned where a subgraph is joined, and not only what asks for it: to compare both ways. */
  readonly plansAll?: boolean;
  /** Whether the subgraphs of partners are joined: not to one subgraph alone. */
  readonly joinsPartners?: boolean;
  /** Sends the sample messages that are not here yet, and tells how far it is; absent: none are sent. */
  readonly onSample?: ((sent: number, total: number) => void) | undefined;
}

/** Opens what the routes of a hub work with, whichever of them a process serves. */
export async function openServices(
  { sql, steady, url }: Database,
  logger: Logger,
  { config, schema, joinsPartners = true, plansAll = false, onSample }: ServiceOptions,
  keyring: HubKeyring,
  events: RunningEventStream,
): Promise<HubServices> {
  const { keys } = keyring;
  const partners = new PartnerDirectory(config.partnersDir);
  const keyed = pseudonyms(keys.pseudonymKey);
  const agreements = await AgreementDirectory.open(config.partnersDir, partners, keyed);
  const metrics = createHubMetrics();
  const now = () => new Date();
  addFeedMetrics(metrics.registry, () => readFeeds(sql, partners.all(), now()));
  addConnectionMetrics(metrics.registry, sql);
  const partnerKeys = createPartnerKeys(config.partnersDir, now);
  const onError = (error: unknown) => logger.warn({ err: error }, 'an alarm is looked at again');
  const alarms = new AlarmTimer({ sql, url, partners, now, onError, afterSamples: onSample !== undefined });
  const onRefused = (refused: RefusedFeed) => {
    metrics.refusedFeeds.inc({ ...refused });
    alarms.feedRefused(refused);
    logger.warn(refused, 'a message was refused for its signature');
  };
  const ingest = {
    sql,
    adapters: ALL_ADAPTERS,
    now,
    isAgreed: (passedOn: PassedOn) => isAgreed(passedOn, agreements.all(), now()),
    verify: createSignatureGate({ sql, partners, keys: partnerKeys, now, onRefused }),
  };
  const verify = config.issuer ? externalVerifier(config.issuer) : embeddedVerifier(keysOf(keyring));
  const unified = schema ?? buildHubSchema();
  const graphs = await GraphShelf.open({ unified, partners, servicesOf: () => services, plansAll }, joinsPartners);
  const services: HubServices = {
    config,
    logger,
    sql,
    steady,
    partners,
    agreements,
    rulePacks: new RulePackShelf(config.rulesDir),
    candidatePack: new CandidatePack(config.rulesDir),
    crossings: loadCrossings(config.rulesDir),
    sealedSeeds: sealedSeeds(keys.randomKey),
    ingest,
    backlog: Backlog.of(sql, err => logger.error({ err }, 'a message waits for the next start: it could not be read')),
    refolds: new RefoldDemand(),
    alarms,
    events,
    sharedDeliveries: new SharedDeliveries(),
    cursorKey: keys.cursorKey,
    webhookKey: keys.webhookKey,
    unified,
    get schema() {
      return graphs.schema;
    },
    graphs,
    auditLog: openAuditLog(steady, keyring, logger),
    rateLimiter: new RateLimiter(),
    authenticate: createAuthenticate({
      verify: whileKeyStands(rememberingTokens(wellFormed(verify)), kid => keyring.verifies(kid)),
      partners,
      trustsClientCert: config.clientCert === 'header',
      takeOnce: token => takeToken(sql, token),
    }),
    keyring,
    get contextKey() {
      return signingKeyOf(keyring.keys);
    },
    get signingKey() {
      return config.issuer ? undefined : signingKeyOf(keyring.keys);
    },
    get publicKeys() {
      return keyring.publicKeys;
    },
    metrics,
    samples: new SampleFeed(ingest, partners, config.partnersDir),
    webhookDeskOf: caller => webhookDesk(services, caller),
  };
  return services;
}

function openAuditLog(sql: Sql, keyring: HubKeyring, logger: Logger): AuditLog {
  const keyOf = () => {
    const [key] = keyring.keys.receiptKeys;
    if (key) return key;
    throw new CorridorError('INTERNAL', 'report-bug', 'the hub has no key to sign receipts with');
  };
  const onError = (error: unknown) => logger.error({ err: error }, 'receipts could not be written');
  return new AuditLog({ sql, node: uuidv7(), keyOf, onError });
}
