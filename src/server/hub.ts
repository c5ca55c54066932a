import type { Logger } from 'pino';
import { NatsWire } from '../events/nats-wire.ts';
import { createEventStream, type RunningEventStream } from '../events/postgres-event-stream.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { HubKeyring } from '../store/hub-keyring.ts';
import { readHubSecret } from '../store/hub-secret.ts';
import { migrateJobs } from '../store/job-queue.ts';
import { migrate } from '../store/migrate.ts';
import type { BackgroundTask } from './background-task.ts';
import { backgroundWork } from './background-work.ts';
import type { Health } from './health-routes.ts';
import { type HttpServer, startHttpServer } from './http-server.ts';
import { hubLogger } from './hub-logger.ts';
import type { HubServices } from './hub-services.ts';
import { loadShippedPlaces } from './load-shipped-places.ts';
import { openServices, type ServiceOptions } from './open-services.ts';
import { pullForAll } from './pull-for-all.ts';
import { resumeMessages } from './resume-messages.ts';
import { watchKeys } from './watch-keys.ts';
import { fileProblemsOf, rejoinPartners, watchAgreements, watchPartners } from './watch-partners.ts';
import { watchRules } from './watch-rules.ts';

export interface HubOptions extends ServiceOptions {
  readonly logger?: Logger;
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
  const keyring = await HubKeyring.open(sql, readHubSecret({ ...config, embedded: config.databaseUrl === undefined }));
  const onError = (error: unknown) => logger.warn({ err: error }, 'the event stream is trying again');
  const wire = config.events === 'postgres' ? undefined : new NatsWire(config.events, onError);
  const events = createEventStream({ sql, cursorKey: keyring.keys.cursorKey, wire, onError });
  const services = await openServices(database, logger, options, keyring, events);
  const health: Health = { ready: false };
  const background = backgroundWork({ services, onError });
  await background.start();
  await events.start();
  const http = await startHttpServer(services, health).catch(async error => {
    await Promise.all([events.stop(), background.stop()]);
    throw error;
  });
  health.ready = true;
  services.metrics.readyAfter.set(performance.now() / 1000);
  return running({ database, events, background, http, health, services }, options);
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
  const { partners, agreements, graphs, logger, metrics, alarms } = services;
  const toldOfFiles = () =>
    alarms.partnersChanged([...partners.problems(), ...graphs.problems(), ...fileProblemsOf(agreements)]);
  const unwatchPartners = watchPartners(partners, logger, metrics, async () => {
    await rejoinPartners(services).catch(error => logger.error({ err: error }, 'partners could not be joined'));
    await toldOfFiles();
  });
  const unwatchAgreements = watchAgreements(agreements, logger, metrics, toldOfFiles);
  const unwatchRules = watchRules(services, logger);
  const unwatchKeys = watchKeys(services.keyring, err => logger.warn({ err }, 'the keys are looked at again'));
  let closing: Promise<void> | undefined;
  const close = async () => {
    health.ready = false;
    stopping.abort();
    unwatchPartners();
    unwatchAgreements();
    unwatchRules();
    unwatchKeys();
    await Promise.all([events.stop(), background.stop(), http.close()]);
    await Promise.all([settled, pulls, services.backlog.stop()]);
    await services.auditLog.close();
    services.graphs.close();
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
