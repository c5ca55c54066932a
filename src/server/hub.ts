import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { ALL_ADAPTERS } from '../adapters/all-adapters.ts';
import type { Config } from '../config.ts';
import { CorridorError } from '../errors.ts';
import { NatsWire } from '../events/nats-wire.ts';
import { createEventStream, type RunningEventStream } from '../events/postgres-event-stream.ts';
import { createPartnerKeys } from '../ingest/ways-in/partner-keys.ts';
import { createSignatureGate, type RefusedFeed } from '../ingest/ways-in/signature-gate.ts';
import { AgreementDirectory } from '../partners/agreement-directory.ts';
import { PartnerDirectory } from '../partners/partner-directory.ts';
import { buildHubSchema } from '../resolvers/schema.ts';
import { sealedSeeds } from '../risk/sealed-seed.ts';
import { AuditLog } from '../store/audit-log.ts';
import { type Database, openDatabase, type Sql } from '../store/database.ts';
import { readFeeds } from '../store/feed-reader.ts';
import { type HubKeys, loadHubKeys } from '../store/hub-keys.ts';
import { readHubSecret } from '../store/hub-secret.ts';
import { migrateJobs } from '../store/job-queue.ts';
import { migrate } from '../store/migrate.ts';
import { takeToken } from '../store/used-tokens.ts';
import { uuidv7 } from '../store/uuid-v7.ts';
import { AlarmTimer } from './alarm-timer.ts';
import { createAuthenticate } from './authenticate.ts';
import type { BackgroundTask } from './background-task.ts';
import { backgroundWork } from './background-work.ts';
import { addFeedMetrics } from './feed-metrics.ts';
import type { Health } from './health-routes.ts';
import { type HttpServer, startHttpServer } from './http-server.ts';
import { hubLogger } from './hub-logger.ts';
import { createHubMetrics } from './hub-metrics.ts';
import type { HubServices } from './hub-services.ts';
import { loadCrossings } from './load-crossings.ts';
import { loadShippedPlaces } from './load-shipped-places.ts';
import { pseudonyms } from './pseudonyms.ts';
import { pullForAll } from './pull-for-all.ts';
import { RateLimiter } from './rate-limiter.ts';
import { resumeMessages } from './resume-messages.ts';
import { RulePackShelf } from './rule-pack-shelf.ts';
import { SampleFeed } from './sample-feed.ts';
import { SharedDeliveries } from './shared-deliveries.ts';
import { signingKeyOf } from './token-issuer.ts';
import { embeddedVerifier, externalVerifier } from './token-verifier.ts';
import { fileProblemsOf, watchAgreements, watchPartners } from './watch-partners.ts';
import { watchRules } from './watch-rules.ts';
import { webhookDesk } from './webhook-desk.ts';

export interface HubOptions {
  readonly config: Config;
  readonly logger?: Logger;
  readonly schema?: GraphQLSchema;
  /** Sends the sample messages that are not here yet, and tells how far it is; absent: none are sent. */
  readonly onSample?: ((sent: number, total: number) => void) | undefined;
}

export interface Hub {
  readonly url: string;
  readonly port: number;
  readonly services: HubServices;
  /** Resolves when what waited at the start is read: messages of an earlier run, and the samples. */
  readonly settled: Promise<void>;
  /** Drains: no new work, streams end with their last cursor, then everything is let go. */
  close(): Promise<void>;
}

/** A hub, ready for work: database, keys, partners, rules, event stream, and HTTP. What fails while it starts takes down what stood. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { config } = options;
  const logger = options.logger ?? hubLogger(config.logLevel);
  const database = await openDatabase(config);
  try {
    return await startOn(database, logger, options);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function startOn(database: Database, logger: Logger, options: HubOptions): Promise<Hub> {
  const { config } = options;
  const { sql } = database;
  await migrate(sql);
  await migrateJobs(database.url);
  const keys = await loadHubKeys(sql, readHubSecret({ ...config, embedded: config.databaseUrl === undefined }));
  const onError = (error: unknown) => logger.warn({ err: error }, 'the event stream is trying again');
  const wire = config.events === 'postgres' ? undefined : new NatsWire(config.events, onError);
  const events = createEventStream({ sql, cursorKey: keys.cursorKey, wire, onError });
  const services = await servicesOf(database, logger, options, keys, events);
  const health: Health = { ready: false };
  const background = backgroundWork({ services, receiptKeys: keys.receiptKeys, onError });
  await background.start();
  await events.start();
  const http = await startHttpServer(services, health).catch(async error => {
    await Promise.all([events.stop(), background.stop()]);
    throw error;
  });
  health.ready = true;
  return running({ database, events, background, http, health, services }, options);
}

async function servicesOf(
  { sql, url }: Database,
  logger: Logger,
  { config, schema, onSample }: HubOptions,
  hubKeys: HubKeys,
  events: RunningEventStream,
): Promise<HubServices> {
  const partners = new PartnerDirectory(config.partnersDir);
  const keyed = pseudonyms(hubKeys.pseudonymKey);
  const agreements = await AgreementDirectory.open(config.partnersDir, partners, keyed);
  const metrics = createHubMetrics();
  const now = () => new Date();
  addFeedMetrics(metrics.registry, () => readFeeds(sql, partners.all(), now()));
  const keys = createPartnerKeys(config.partnersDir, now);
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
    verify: createSignatureGate({ sql, partners, keys, now, onRefused }),
  };
  const tokenKeys = { keys: hubKeys.tokenKeys.map(key => key.publicJwk) };
  const verify = config.issuer ? externalVerifier(config.issuer) : embeddedVerifier(tokenKeys);
  const services: HubServices = {
    config,
    logger,
    sql,
    partners,
    agreements,
    rulePacks: new RulePackShelf(config.rulesDir),
    crossings: loadCrossings(config.rulesDir),
    sealedSeeds: sealedSeeds(hubKeys.randomKey),
    ingest,
    alarms,
    events,
    sharedDeliveries: new SharedDeliveries(),
    cursorKey: hubKeys.cursorKey,
    webhookKey: hubKeys.webhookKey,
    schema: schema ?? buildHubSchema(),
    auditLog: openAuditLog(sql, hubKeys, logger),
    rateLimiter: new RateLimiter(),
    authenticate: createAuthenticate({
      verify,
      partners,
      trustsClientCert: config.clientCert === 'header',
      takeOnce: token => takeToken(sql, token),
    }),
    signingKey: config.issuer ? undefined : signingKeyOf(hubKeys),
    publicKeys: { keys: [...hubKeys.receiptKeys, ...hubKeys.tokenKeys].map(key => key.publicJwk) },
    metrics,
    samples: new SampleFeed(ingest, partners, config.partnersDir),
    webhookDeskOf: caller => webhookDesk(services, caller),
  };
  return services;
}

function openAuditLog(sql: Sql, { receiptKeys: [key] }: HubKeys, logger: Logger): AuditLog {
  if (!key) throw new CorridorError('INTERNAL', 'report-bug', 'the hub has no key to sign receipts with');
  const onError = (error: unknown) => logger.error({ err: error }, 'receipts could not be written');
  return new AuditLog({ sql, node: uuidv7(), key, onError });
}

interface Parts {
  readonly database: Database;
  readonly events: RunningEventStream;
  readonly background: BackgroundTask;
  readonly http: HttpServer;
  readonly health: Health;
  readonly services: HubServices;
}

function running({ database, events, background, http, health, services }: Parts, { onSample }: HubOptions): Hub {
  const stopping = new AbortController();
  const settled = settle(services, onSample, stopping.signal);
  const pulls = pullForAll(services, stopping.signal);
  const { partners, agreements, logger, metrics, alarms } = services;
  const toldOfFiles = () => alarms.partnersChanged([...partners.problems(), ...fileProblemsOf(agreements)]);
  const unwatchPartners = watchPartners(partners, logger, metrics, toldOfFiles);
  const unwatchAgreements = watchAgreements(agreements, logger, metrics, toldOfFiles);
  const unwatchRules = watchRules(services.rulePacks, logger);
  let closing: Promise<void> | undefined;
  const close = async () => {
    health.ready = false;
    stopping.abort();
    unwatchPartners();
    unwatchAgreements();
    unwatchRules();
    await Promise.all([events.stop(), background.stop(), http.close()]);
    await Promise.all([settled, pulls]);
    await services.auditLog.close();
    await database.close();
  };
  const name = /^(127\.0\.0\.1|0\.0\.0\.0|::)$/.test(services.config.host) ? 'localhost' : services.config.host;
  return {
    url: `http://${name}:${http.port}`,
    port: http.port,
    services,
    settled,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

async function settle(services: HubServices, onSample: HubOptions['onSample'], signal: AbortSignal): Promise<void> {
  const { ingest, partners, logger, samples, alarms } = services;
  await loadPlaces(services);
  try {
    await resumeMessages(ingest, partners, logger, signal);
    if (onSample) await samples.sendAll(onSample, signal);
  } catch (error) {
    logger.error({ err: error }, 'what waited at the start could not be read');
  }
  await alarms.begin().catch(error => logger.error({ err: error }, 'the timers of alarms could not be started'));
}

/** A wrong file of places is told with its line; the hub works with what it knew. */
async function loadPlaces({ sql, config, logger, ingest }: HubServices): Promise<void> {
  try {
    await loadShippedPlaces(sql, config.placesDir, ingest.now());
  } catch (error) {
    logger.error({ err: error }, 'the places could not be loaded');
  }
}
