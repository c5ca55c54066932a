import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { NatsWire } from '../events/nats-wire.ts';
import { createEventStream } from '../events/postgres-event-stream.ts';
import { buildSubgraphSchema } from '../resolvers/schema.ts';
import type { Subgraph } from '../resolvers/subgraph-builder.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { HubKeyring } from '../store/hub-keyring.ts';
import { readHubSecret } from '../store/hub-secret.ts';
import { migrate } from '../store/migrate.ts';
import type { Health } from './health-routes.ts';
import { startSubgraphServer } from './http-server.ts';
import { hubLogger } from './hub-logger.ts';
import type { HubServices } from './hub-services.ts';
import { openServices } from './open-services.ts';
import { RateLimiter } from './rate-limiter.ts';
import { contextVerifier } from './subgraph-context.ts';
import { keysOf, watchKeys } from './watch-keys.ts';
import { watchAgreements, watchPartners } from './watch-partners.ts';
import { watchRules } from './watch-rules.ts';

export interface SubgraphOptions {
  readonly name: Subgraph;
  readonly config: Config;
  readonly logger?: Logger;
}

export interface RunningSubgraph {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * One subgraph as a process of its own, on the hub's database: it reads, and takes in nothing. It decides by the same agreements and writes
 * the same receipts as the hub, for who shows a context that the hub signed.
 */
export async function startSubgraph({ name, config, logger }: SubgraphOptions): Promise<RunningSubgraph> {
  const database = await openDatabase(config);
  try {
    return await startOn(database, name, config, logger ?? hubLogger(config.logLevel));
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function startOn(database: Database, name: Subgraph, config: Config, logger: Logger): Promise<RunningSubgraph> {
  const { sql } = database;
  await migrate(sql);
  const keyring = await HubKeyring.open(sql, readHubSecret({ ...config, embedded: config.databaseUrl === undefined }));
  const onError = (error: unknown) => logger.warn({ err: error }, 'the event stream is trying again');
  const wire = config.events === 'postgres' ? undefined : new NatsWire(config.events, onError);
  const events = createEventStream({ sql, cursorKey: keyring.keys.cursorKey, wire, onError });
  const schema = buildSubgraphSchema(name);
  const services = behindGateway(
    await openServices(database, logger, { config, schema, joinsPartners: false }, keyring, events),
  );
  await events.start();
  const health: Health = { ready: false };
  const http = await startSubgraphServer(services, health).catch(async error => {
    await events.stop();
    throw error;
  });
  health.ready = true;
  const unwatch = watchFiles(services);
  const close = async () => {
    health.ready = false;
    unwatch();
    await Promise.all([events.stop(), http.close()]);
    await services.auditLog.close();
    await database.close();
  };
  return { port: http.port, close };
}

/** How often a partner may ask was counted where its token was exchanged: here one question comes in several parts. */
function behindGateway(services: HubServices): HubServices {
  const authenticate = contextVerifier(keysOf(services.keyring), services, () => new Date());
  const rateLimiter = new (class extends RateLimiter {
    override refusalOf(): undefined {
      return undefined;
    }
  })();
  return { ...services, authenticate, rateLimiter };
}

function watchFiles({
  keyring,
  partners,
  agreements,
  rulePacks,
  candidatePack,
  logger,
  metrics,
}: HubServices): () => void {
  const none = () => undefined;
  const all = [
    watchPartners(partners, logger, metrics, none),
    watchAgreements(agreements, logger, metrics, none),
    watchRules({ rulePacks, candidatePack }, logger),
    watchKeys(keyring, err => logger.warn({ err }, 'the keys are looked at again')),
  ];
  return () => {
    for (const unwatch of all) unwatch();
  };
}
