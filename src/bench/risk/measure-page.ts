import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../config.ts';
import { type Hub, startHub } from '../../server/hub.ts';
import { issueToken } from '../../server/token-issuer.ts';
import type { ScratchDatabase } from '../scratch-database.ts';
import { shown, timed, timingsOf } from './timings.ts';

const RUNS = 30;
const WITHOUT = '{ consignments(first: 50) { nodes { id ucr status goodsDescription } } }';
const WITH = '{ consignments(first: 50) { nodes { id ucr status goodsDescription risk { channel score } } } }';
/** What an officer's work list shows of each consignment. */
const WORK_LIST = `id ucr status goodsDescription parties { role } items { description } events(first: 20) { nodes { type eventTime { instant } } }
  equipmentUses { from } declarations { number status }`;

/** A page of fifty sample consignments over HTTP, with and without `risk`, in turns. */
export async function measurePage({ url }: ScratchDatabase): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'corridor-bench-'));
  const environment = {
    PORT: '0',
    DATABASE_URL: url,
    CORRIDOR_DATA: dataDir,
    CORRIDOR_SECRET: 'a secret of the bench',
  };
  const hub = await startHub({
    config: readConfig(environment),
    logger: pino({ level: 'silent' }),
    onSample: () => undefined,
  });
  try {
    await hub.settled;
    await compare(hub, 'four fields', WITHOUT, WITH);
    const page = (risk: string) => `{ consignments(first: 50) { nodes { ${WORK_LIST} ${risk} } } }`;
    await compare(hub, 'a work list', page(''), page('risk { channel score }'));
  } finally {
    await hub.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function compare(hub: Hub, name: string, without: string, withRisk: string): Promise<void> {
  const ask = await asker(hub);
  for (const query of [without, withRisk]) await timed(3, () => ask(query));
  const plain: number[] = [];
  const assessed: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    plain.push(...(await timed(1, () => ask(without))));
    assessed.push(...(await timed(1, () => ask(withRisk))));
  }
  const [bare, risk] = [timingsOf(plain), timingsOf(assessed)];
  process.stdout.write(
    `page of 50 consignments, ${name}: ${shown(bare)}; with risk: ${shown(risk)}; ${(risk.p50 / bare.p50).toFixed(2)} times\n`,
  );
}

async function asker({ url, services }: Hub): Promise<(query: string) => Promise<void>> {
  const { signingKey } = services;
  if (!signingKey) throw new Error('this hub signs no tokens');
  const { token } = await issueToken(signingKey, { role: 'operator', ttlSeconds: 3_600 }, new Date());
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  return async query => {
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
    const { errors } = (await response.json()) as { errors?: readonly { message: string }[] };
    if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
  };
}
