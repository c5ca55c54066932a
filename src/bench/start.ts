import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectionCounts } from '../store/connection-count.ts';
import { connect, type Sql } from '../store/database.ts';
import { migrateJobs } from '../store/job-queue.ts';
import { setVault } from '../store/vault.ts';
import type { BenchSuite } from './bench-suite.ts';
import { measuredOn } from './measured-on.ts';
import { partnersFor, tokenOfReader } from './read/bench-partner.ts';
import { closedLoop, send } from './read/closed-loop.ts';
import { median } from './read/median.ts';
import { residentMebibytes } from './read/processor-time.ts';
import { ingestSamples } from './read/sample-templates.ts';
import { serveCorridor } from './read/serve-all.ts';
import type { Served } from './read/served.ts';
import { BENCH_SECRET, openScratchDatabase, scratchFolder } from './scratch-database.ts';

const PAGE = `{ consignments(first: 25) { nodes { id ucr status declarations { number status items { hsCode } } equipmentUses { equipment { number } }
  events(first: 10) { nodes { type } } } } }`;
const IDLE_MS = 3_000;
const LOOK_EVERY_MS = 200;
/** This benchmark's own, which looks. */
const OWN_CONNECTIONS = 1;

interface Started {
  readonly firstWordMs: number;
  readonly firstAnswerMs: number;
  readonly idleMebibytes: number;
  readonly idleConnections: number;
  readonly loadedMebibytes: number;
  readonly loadedConnections: number;
}

/** What a hub takes before anybody asks anything, and while many do. */
export const startBench: BenchSuite = {
  name: 'start',
  measures:
    'start to first answer, memory idle and under load, database connections: starts=3 seconds=5 connections=16',
  async run(options) {
    const number = (name: string, usual: number) => Number(options.get(name) ?? usual);
    const folder = await scratchFolder('start');
    const database = await openScratchDatabase();
    const sql = connect(database.url, { max: OWN_CONNECTIONS });
    setVault(sql, () => BENCH_SECRET);
    await migrateJobs(database.url);
    const partnersDir = partnersFor(folder);
    await ingestSamples(sql, partnersDir);
    const token = await tokenOfReader(sql, partnersDir);
    const load = { connections: number('connections', 16), ms: number('seconds', 5) * 1_000 };
    const starts: Started[] = [];
    for (let i = 0; i < number('starts', 3); i++)
      starts.push(await start(() => serveCorridor(database.url, folder, token), { sql, token, load }));
    const { date, machine, commit } = await measuredOn(sql);
    console.log(`# ${date}, ${machine}, commit ${commit}; medians of ${starts.length} starts\n`);
    for (const [what, of] of FIGURES) console.log(`${what}: ${median(starts.map(of)).toFixed(0)}`);
    await sql.end();
    await database.close();
  },
};

const FIGURES: readonly (readonly [string, (started: Started) => number])[] = [
  ['start of the process to the address told, ms', each => each.firstWordMs],
  ['start of the process to the first answer of the graph, ms', each => each.firstAnswerMs],
  ['resident memory, idle, MiB', each => each.idleMebibytes],
  ['resident memory, highest under load, MiB', each => each.loadedMebibytes],
  ['database connections, idle', each => each.idleConnections],
  ['database connections, most under load', each => each.loadedConnections],
];

interface Bench {
  readonly sql: Sql;
  readonly token: string;
  readonly load: { readonly connections: number; readonly ms: number };
}

async function start(serve: () => Promise<Served>, { sql, token, load }: Bench): Promise<Started> {
  const began = performance.now();
  const hub = await serve();
  const request = {
    path: '/graphql',
    headers: { authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: PAGE }),
  };
  const { status, text } = await send(hub.port, new Agent(), request);
  if (status !== 200) throw new Error(text.slice(0, 300));
  const firstAnswerMs = performance.now() - began;
  await sleep(IDLE_MS);
  const idle = { idleMebibytes: residentMebibytes(hub.pid), idleConnections: await connectionsOf(sql) };
  const highest = { loadedMebibytes: 0, loadedConnections: 0 };
  const look = setInterval(async () => {
    highest.loadedMebibytes = Math.max(highest.loadedMebibytes, residentMebibytes(hub.pid));
    highest.loadedConnections = Math.max(highest.loadedConnections, await connectionsOf(sql));
  }, LOOK_EVERY_MS);
  await closedLoop(hub.port, () => request, load);
  clearInterval(look);
  await hub.stop();
  return { firstWordMs: hub.startMs, firstAnswerMs, ...idle, ...highest };
}

async function connectionsOf(sql: Sql): Promise<number> {
  const counts = await connectionCounts(sql);
  return counts.reduce((sum, each) => sum + each.connections, -OWN_CONNECTIONS);
}
