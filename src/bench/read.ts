import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../config.ts';
import { CorridorError } from '../errors.ts';
import { PartnerDirectory } from '../partners/partner-directory.ts';
import { issueToken, signingKeyOf } from '../server/token-issuer.ts';
import { connect, type Sql } from '../store/database.ts';
import { loadHubKeys } from '../store/hub-keys.ts';
import { migrateJobs } from '../store/job-queue.ts';
import { setVault } from '../store/vault.ts';
import type { BenchSuite } from './bench-suite.ts';
import { SeededChance } from './link-quality/seeded-chance.ts';
import { send } from './read/closed-loop.ts';
import { isSameAnswer } from './read/compare-answers.ts';
import { type Cell, measureCells } from './read/measured-cells.ts';
import { parentOf } from './read/processor-time.ts';
import { type AskReader, fillReadData, type ReadData } from './read/read-data.ts';
import { QUERY_NAMES, type QueryName } from './read/read-queries.ts';
import { readReport } from './read/read-report.ts';
import { ingestSamples } from './read/sample-templates.ts';
import { graphqlRequest, PEERS_FOLDER, type Served, scriptBeside, serve } from './read/served.ts';
import { BENCH_SECRET, openScratchDatabase } from './scratch-database.ts';

/** A customs administration that reads what seven others state, under their agreements. */
const READER = { partner: 'cn-customs-tianjin', purpose: 'clearance' } as const;
const PEERS = ['apollo', 'mercurius'] as const;
const SEED = 7;
const COMPARED = 12;

interface Settings {
  readonly consignments: number;
  readonly plan: { queries: readonly QueryName[]; connections: readonly number[]; rounds: number; ms: number };
  readonly servers: readonly string[];
}

/** Corridor beside the limit and beside peers: the same data, the same five questions, in turns on one machine. */
export const readBench: BenchSuite = {
  name: 'read',
  measures:
    'five queries beside a hand-written SQL and peers from npm: mode=quick|full consignments=20000 queries=Q1,Q2 connections=1,16,64 rounds=3 seconds=4 servers=limit,corridor,apollo',
  async run(options) {
    const settings = settingsOf(options);
    const folder = mkdtempSync(join(tmpdir(), 'corridor-read-'));
    const database = await openScratchDatabase();
    const sql = connect(database.url, { max: 4 });
    const servers: Served[] = [];
    try {
      setVault(sql, () => BENCH_SECRET);
      await migrateJobs(database.url);
      const partnersDir = partnersFor(folder);
      console.log('the sample messages go through the pipeline …');
      await ingestSamples(sql, partnersDir);
      const corridor = await serveCorridor(database.url, folder, await tokenOf(sql, partnersDir));
      servers.push(corridor);
      const data = await fillReadData(sql, askerOf(corridor), settings.consignments);
      servers.unshift(
        await serve({ name: 'limit', arguments: [scriptBeside('limit-server'), database.url], request: limitRequest }),
      );
      for (const name of PEERS.filter(each => settings.servers.includes(each)))
        servers.push(await servePeer(name, database.url));
      const wanted = servers.filter(each => settings.servers.includes(each.name));
      await compareAll(wanted, data);
      await report(wanted, data, settings, await postmasterOf(sql));
    } finally {
      for (const server of servers) await server.stop();
      await sql.end();
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

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
    ms: Number(options.get('seconds') ?? (isQuick ? 2 : 4)) * 1_000,
  };
  const servers = list('servers', isQuick ? ['limit', 'corridor', 'apollo'] : ['limit', 'corridor', ...PEERS]);
  return { consignments: Number(options.get('consignments') ?? (isQuick ? 2_000 : 20_000)), plan, servers };
}

/** The shipped partners and agreements; the reader may ask for pages of fifty with all that belongs to them. */
function partnersFor(folder: string): string {
  const partnersDir = join(folder, 'partners');
  cpSync(join(packageRoot, 'partners'), partnersDir, { recursive: true });
  appendFileSync(join(partnersDir, READER.partner, 'partner.yaml'), '\nbudgets: { cost: 100000 }\n');
  return partnersDir;
}

async function tokenOf(sql: Sql, partnersDir: string): Promise<string> {
  const partner = new PartnerDirectory(partnersDir).get(READER.partner);
  if (!partner) throw new CorridorError('NOT_FOUND', 'report-bug', `there is no partner ${READER.partner}`);
  const key = signingKeyOf(await loadHubKeys(sql, BENCH_SECRET));
  const grant = { partner, purpose: READER.purpose, ttlSeconds: 86_400 };
  return (await issueToken(key, grant, new Date())).token;
}

function serveCorridor(url: string, folder: string, token: string): Promise<Served> {
  return serve({
    name: 'corridor',
    arguments: [join(packageRoot, 'bin', 'corridor.mjs'), 'start', '--no-samples'],
    environment: {
      PORT: String(21_000 + (process.pid % 20_000)),
      DATABASE_URL: url,
      CORRIDOR_DATA: folder,
      CORRIDOR_PARTNERS: join(folder, 'partners'),
      CORRIDOR_SECRET: BENCH_SECRET,
      CORRIDOR_ASSESS: 'off',
      LOG_LEVEL: 'error',
    },
    request: graphqlRequest('/graphql', { authorization: `Bearer ${token}` }),
  });
}

async function servePeer(name: string, url: string): Promise<Served> {
  if (!existsSync(join(PEERS_FOLDER, 'node_modules'))) {
    console.log(`installing the peers into ${PEERS_FOLDER} …`);
    await promisify(execFile)('npm', ['install', '--no-audit', '--no-fund'], { cwd: PEERS_FOLDER });
  }
  return serve({ name, arguments: [join(PEERS_FOLDER, `${name}.mjs`), url], request: graphqlRequest('/graphql') });
}

const limitRequest: Served['request'] = (query, variables) => ({
  path: `/${query}`,
  headers: {},
  body: JSON.stringify(variables),
});

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

/** A peer that answers otherwise is not measured but told. */
async function compareAll(servers: readonly Served[], data: ReadData): Promise<void> {
  const chance = new SeededChance(SEED);
  const agent = new Agent({ keepAlive: true });
  for (const query of QUERY_NAMES)
    for (let i = 0; i < COMPARED; i++) {
      const variables = data.variables(query, chance);
      const answers: unknown[] = [];
      for (const server of servers) {
        const { text } = await send(server.port, agent, server.request(query, variables));
        answers.push(JSON.parse(text).data);
        if (isSameAnswer(answers[0], answers.at(-1))) continue;
        const difference = [answers[0], answers.at(-1)].map(each => JSON.stringify(each).slice(0, 2_000)).join('\n');
        throw new CorridorError(
          'INTERNAL',
          'report-bug',
          `${server.name} answers ${query} ${JSON.stringify(variables)} otherwise than ${servers[0]?.name}:\n${difference}\n${text.slice(0, 300)}`,
        );
      }
    }
  agent.destroy();
  console.log(`${servers.map(each => each.name).join(', ')} agree on ${COMPARED} answers to each query`);
}

async function report(
  servers: readonly Served[],
  data: ReadData,
  { plan }: Settings,
  postmaster: number,
): Promise<void> {
  const tell = ({ query, connections, server, server_ms, postgres_ms, failed }: Cell) =>
    console.log(
      `${query} ${connections} ${server} ${(server_ms + postgres_ms).toFixed(2)} ms${failed ? ` ${failed} FAILED` : ''}`,
    );
  const warmUp = { ...plan, rounds: 1, ms: Math.min(plan.ms, 2_000) };
  await measureCells(servers, data, warmUp, { postmaster, chance: new SeededChance(SEED), tell: () => undefined });
  const cells = await measureCells(servers, data, plan, { postmaster, chance: new SeededChance(SEED + 1), tell });
  const commit = (
    await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD'], { cwd: packageRoot }).catch(() => ({
      stdout: 'unknown',
    }))
  ).stdout.trim();
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}, load average ${loadavg()[0]?.toFixed(0)}`;
  const text = `# ${data.consignments} consignments, ${new Date().toISOString().slice(0, 16)}Z, ${machine}, commit ${commit}\n\n${readReport(cells)}\n\nStart to first word: ${servers.map(each => `${each.name} ${(each.startMs / 1000).toFixed(1)} s`).join(', ')}\n`;
  console.log(text);
  const results = join(packageRoot, 'bench', 'results');
  mkdirSync(results, { recursive: true });
  const name = `read-${new Date().toISOString().slice(0, 16).replace(/[:T]/g, '-')}`;
  writeFileSync(join(results, `${name}.md`), text);
}
