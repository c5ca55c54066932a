import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../config.ts';
import { type Hub, startHub } from '../../server/hub.ts';
import { issueToken } from '../../server/token-issuer.ts';
import type { ScratchDatabase } from '../scratch-database.ts';
import { shown, timingsOf } from './timings.ts';

const RUNS = 30;
const FOUR_FIELDS = 'id ucr status goodsDescription';
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
    await compare(hub, 'four fields', FOUR_FIELDS);
    await compare(hub, 'a work list', WORK_LIST);
  } finally {
    await hub.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Asked again as people do, and with every consignment assessed anew: what shows as of when it was assessed is never told again. */
async function compare(hub: Hub, name: string, fields: string): Promise<void> {
  const ask = await asker(hub);
  const page = (risk: string) => `{ consignments(first: 50) { nodes { ${fields} ${risk} } } }`;
  const queries = [page(''), page('risk { channel score }'), page('risk { channel score assessedAt }')];
  const taken = queries.map(() => [] as Spent[]);
  for (let run = -3; run < RUNS; run++)
    for (const [i, query] of queries.entries()) {
      const spent = await spentOn(() => ask(query));
      if (run >= 0) taken[i]?.push(spent);
    }
  const bare = taken[0] ?? [];
  for (const [i, title] of ['', 'with risk', 'with risk, all assessed anew'].entries()) {
    const spent = taken[i] ?? [];
    process.stdout.write(
      `page of 50 consignments, ${name}${title && `, ${title}`}: ${told(spent)}${i === 0 ? '' : `, ${times(spent, bare)}`}\n`,
    );
  }
}

/** Milliseconds that a page takes, and those of the processor that the hub and its client spend on it. */
interface Spent {
  readonly wall: number;
  readonly cpu: number;
}

async function spentOn(work: () => Promise<void>): Promise<Spent> {
  const before = process.cpuUsage();
  const started = performance.now();
  await work();
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1_000 };
}

function told(spent: readonly Spent[]): string {
  return `${shown(timingsOf(spent.map(({ wall }) => wall)))}, ${timingsOf(spent.map(({ cpu }) => cpu)).p50.toFixed(1)} ms of processor`;
}

function times(spent: readonly Spent[], bare: readonly Spent[]): string {
  const ratio = (of: (each: Spent) => number) => timingsOf(spent.map(of)).p50 / timingsOf(bare.map(of)).p50;
  return `${ratio(each => each.wall).toFixed(2)} times (processor ${ratio(each => each.cpu).toFixed(2)})`;
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
