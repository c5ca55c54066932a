import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../src/config.ts';
import { receiveMessage } from '../src/ingest/receive-message.ts';
import { startGateway } from '../src/server/gateway.ts';
import { startSecondHub, startTestHub, type TestHub } from '../src/server/hub.fixture.ts';
import { findSamples } from '../src/server/sample-files.ts';
import { overlaidPartners } from './joined-hub.fixture.ts';
import { startProcess } from './started-process.fixture.ts';
import { startSubgraphProcesses } from './subgraph-processes.fixture.ts';
import { TEST_SECRET } from './test-database.ts';

const SECRET = 'what the gateway of the tests knows';
/** Of the consignments that the operations name, and what is refused or belongs to none. */
const WANTED = /MRDU4001153|LSR2601194|A07007|A13014|A01001/;

export interface Shapes {
  /** One process, one schema. */
  readonly hub: TestHub;
  /** Six processes behind `corridor gateway`. */
  readonly gateway: string;
  /** The same six behind Hive Gateway, a process of its own. */
  readonly hive: string;
  /** In one process, planned over the six and a partner's subgraph. */
  readonly joined: string;
  /** Sends more of the samples to the hub. */
  send(wanted: RegExp): Promise<void>;
  stop(): Promise<void>;
}

/** The graph in each of its shapes, on one database with the same messages. */
export async function startShapes(): Promise<Shapes> {
  const hub = await startTestHub({ CORRIDOR_GATEWAY_SECRET: SECRET });
  const { databaseUrl = '', dataDir } = hub.services.config;
  const environment = { DATABASE_URL: databaseUrl, CORRIDOR_DATA: dataDir, CORRIDOR_SECRET: TEST_SECRET };
  await sendSamples(hub, WANTED);
  const processes = await startSubgraphProcesses({ ...environment, CORRIDOR_ASSESS: 'off' });
  const folder = mkdtempSync(join(tmpdir(), 'corridor-shapes-'));
  const file = join(folder, 'supergraph.graphql');
  writeFileSync(file, processes.supergraphSdl);
  const of = { url: hub.url, secret: SECRET };
  const gateway = await startGateway({ supergraphSdl: processes.supergraphSdl, host: '127.0.0.1', port: 0, hub: of });
  const hive = await startProcess([join(packageRoot, 'test', 'hive-gateway.mjs'), file, hub.url, SECRET]);
  const partners = overlaidPartners();
  const joined = await startSecondHub(hub, { config: { partnersDir: partners }, plansAll: true });
  return {
    hub,
    gateway: `http://127.0.0.1:${gateway.port}`,
    hive: hive.url,
    joined: joined.url,
    send: wanted => sendSamples(hub, wanted),
    stop: async () => {
      await Promise.all([gateway.close(), hive.stop(), joined.stop(), processes.stop()]);
      await hub.stop();
      for (const each of [folder, partners]) rmSync(each, { recursive: true });
    },
  };
}

async function sendSamples({ services: { ingest, partners, config } }: TestHub, wanted: RegExp): Promise<void> {
  for (const { path, feed, partner, held } of findSamples(config.partnersDir)) {
    const bytes = readFileSync(path);
    const profile = partners.get(partner)?.mapping;
    if (held || !profile || !(wanted.test(bytes.toString('latin1')) || /unknown/.test(path))) continue;
    await receiveMessage(ingest, { feed, bytes, profile });
  }
}
