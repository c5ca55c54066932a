import { Agent } from 'node:http';
import { connect, type Sql } from '../store/database.ts';
import { migrateJobs } from '../store/job-queue.ts';
import { setVault } from '../store/vault.ts';
import type { BenchSuite } from './bench-suite.ts';
import { SeededChance } from './link-quality/seeded-chance.ts';
import { measuredOn } from './measured-on.ts';
import { partnersFor, tokenOfReader } from './read/bench-partner.ts';
import { send } from './read/closed-loop.ts';
import { compareAll } from './read/compare-all.ts';
import { installPeers } from './read/install-peers.ts';
import { keepRun } from './read/keep-run.ts';
import { type Cell, measureCells, type Plan, totalMs } from './read/measured-cells.ts';
import { parentOf, residentMebibytes } from './read/processor-time.ts';
import { type AskReader, fillReadData, type ReadData } from './read/read-data.ts';
import { QUERY_NAMES, type QueryName } from './read/read-queries.ts';
import { readReport } from './read/read-report.ts';
import { ingestSamples } from './read/sample-templates.ts';
import { PEERS, serveCorridor, serveLimit, servePeer } from './read/serve-all.ts';
import type { Served } from './read/served.ts';
import { BENCH_SECRET, openScratchDatabase, scratchFolder } from './scratch-database.ts';

const SEED = 7;
const COMPARED = 12;
/** Every server holds connections of its own. */
const SERVER_SETTINGS = { max_connections: '300' };
const WARM_UP_MS = 500;

interface Settings {
  readonly consignments: number;
  readonly plan: Plan;
  readonly servers: readonly string[];
  readonly isKept: boolean;
}

/** Corridor beside the limit and beside peers: the same data, the same five questions, in turns on one machine. */
export const readBench: BenchSuite = {
  name: 'read',
  measures:
    'five queries beside a hand-written SQL and peers from npm: mode=quick|full consignments=20000 queries=Q1,Q2 connections=1,16,64 rounds=3 seconds=1 servers=limit,corridor,apollo,mercurius,postgraphile,hive keep=no',
  async run(options) {
    const settings = settingsOf(options);
    if (settings.servers.some(each => isPeer(each))) await installPeers();
    const folder = await scratchFolder('read');
    const database = await openScratchDatabase(SERVER_SETTINGS);
    const sql = connect(database.url, { max: 4 });
    const servers: Served[] = [];
    try {
      setVault(sql, () => BENCH_SECRET);
      await migrateJobs(database.url);
      const partnersDir = partnersFor(folder);
      console.log('the sample messages go through the pipeline …');
      await ingestSamples(sql, partnersDir);
      const corridor = await serveCorridor(database.url, folder, await tokenOfReader(sql, partnersDir));
      servers.push(corridor);
      const data = await fillReadData(sql, askerOf(corridor), settings.consignments);
      servers.unshift(await serveLimit(database.url));
      for (const name of settings.servers.filter(isPeer)) servers.push(await servePeer(name, database.url));
      const wanted = servers.filter(each => settings.servers.includes(each.name));
      await compareAll(wanted, data, new SeededChance(SEED), COMPARED);
      await measure(wanted, data, settings, sql);
    } finally {
      for (const server of servers) await server.stop();
      await sql.end();
      await database.close();
    }
  },
};

function isPeer(name: string): boolean {
  return PEERS.some(each => each === name);
}

function settingsOf(options: ReadonlyMap<string, string>): Settings {
  const isQuick = options.get('mode') === 'quick';
  const list = (name: string, usual: readonly string[]) => options.get(name)?.split(',') ?? usual;
  const queries = list('queries', QUERY_NAMES).filter((each): each is QueryName =>
    QUERY_NAMES.some(name => name === each),
  );
  const plan = {
    queries,
    connections: list('connections', isQuick ? ['16'] : ['1', '16', '64']).map(Number),
    rounds: Number(options.get('rounds') ?? (isQuick ? 1 : 3)),
    ms: Number(options.get('seconds') ?? 1) * 1_000,
  };
  const servers = list('servers', ['limit', 'corridor', ...PEERS]);
  const consignments = Number(options.get('consignments') ?? (isQuick ? 2_000 : 20_000));
  return { consignments, plan, servers, isKept: options.get('keep') !== 'no' };
}

function askerOf(corridor: Served): AskReader {
  const { headers } = corridor.request('Q1', {});
  return async (query, variables) => {
    const body = JSON.stringify({ query, variables });
    const { text } = await send(corridor.port, new Agent(), { path: '/graphql', headers, body });
    const { data, errors } = JSON.parse(text);
    if (errors) throw new Error(`${errors[0].message}: ${query}`);
    return data;
  };
}

async function postmasterOf(sql: Sql): Promise<number> {
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  return parentOf(row?.pid ?? 0);
}

async function measure(
  servers: readonly Served[],
  data: ReadData,
  { plan, isKept }: Settings,
  sql: Sql,
): Promise<void> {
  const starts = servers.map(({ name, startMs, pid }) => ({ name, startMs, idleMebibytes: residentMebibytes(pid) }));
  const tell = (cell: Cell) => {
    const failed = cell.failed > 0 ? ` ${cell.failed} FAILED` : '';
    console.log(`${cell.query} ${cell.connections} ${cell.server} ${totalMs(cell).toFixed(2)} ms${failed}`);
  };
  const postmaster = await postmasterOf(sql);
  const warmUp = { ...plan, rounds: 1, ms: WARM_UP_MS, connections: [16] };
  await measureCells(servers, data, warmUp, { postmaster, chance: new SeededChance(SEED), tell: () => undefined });
  const cells = await measureCells(servers, data, plan, { postmaster, chance: new SeededChance(SEED + 1), tell });
  const { consignments } = data;
  const { rounds, ms } = plan;
  const run = { ...(await measuredOn(sql)), consignments, rounds, seconds: ms / 1000, servers: starts, cells };
  console.log(`\n${readReport(run)}\n`);
  if (isKept) console.log(`kept as ${keepRun(run)}.{json,md,svg}`);
}
