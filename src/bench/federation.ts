import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { packageRoot, readConfig } from '../config.ts';
import { SUBGRAPHS } from '../resolvers/subgraph-builder.ts';
import { type Hub, startHub } from '../server/hub.ts';
import { composeSupergraph, subgraphUrl } from '../server/print-schema.ts';
import { issueToken } from '../server/token-issuer.ts';
import type { BenchSuite } from './bench-suite.ts';
import { examplePartners } from './example-partners.ts';
import { BENCH_SECRET, openScratchDatabase } from './scratch-database.ts';
import { type StartedProgram, startProgram } from './started-program.ts';

const GATEWAY_SECRET = 'a secret of the benchmarks';
const PAGE = `query ($first: Int!) { consignments(first: $first) { totalCount nodes {
  id ucr status direction origin { unlocode } destination { unlocode }
  declarations { number status } yardPositions { position } eta { best { time { instant } } } railBookings { number }
} } }`;

/** The graph in its three shapes, asked the same page over HTTP, in turn. */
export const federationBench: BenchSuite = {
  name: 'federation',
  measures: 'one process : planned in one process : six processes behind Hive Gateway: rounds=60 first=20',
  run: async options => {
    const number = (name: string, otherwise: number) => Number(options.get(name) ?? otherwise);
    const shapes = await startShapes();
    try {
      const body = JSON.stringify({ query: PAGE, variables: { first: number('first', 20) } });
      print(await measured(shapes, body, number('rounds', 60)));
    } finally {
      await shapes.stop();
    }
  },
};

interface Shape {
  readonly name: string;
  readonly url: string;
  readonly accept: string;
}

interface Shapes {
  readonly all: readonly Shape[];
  readonly token: string;
  stop(): Promise<void>;
}

/** What this is not written for, the hub compiles no query for. */
const NOT_COMPILED = 'application/json, */*;q=0.5';

async function startShapes(): Promise<Shapes> {
  const database = await openScratchDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'corridor-bench-federation-'));
  const environment = {
    DATABASE_URL: database.url,
    CORRIDOR_DATA: folder,
    CORRIDOR_SECRET: BENCH_SECRET,
    CORRIDOR_GATEWAY_SECRET: GATEWAY_SECRET,
    CORRIDOR_ASSESS: 'off',
    LOG_LEVEL: 'error',
    PORT: '0',
  };
  const hub = await hubOn(environment);
  const joined = await hubOn({ ...environment, CORRIDOR_PARTNERS: examplePartners(folder) }, true);
  const programs = await startSix(environment);
  const file = join(folder, 'supergraph.graphql');
  writeFileSync(file, supergraphOver(programs));
  const hive = await startProgram([join(packageRoot, 'test', 'hive-gateway.mjs'), file, hub.url, GATEWAY_SECRET], {});
  return {
    all: [
      { name: 'one process, compiled', url: `${hub.url}/graphql`, accept: 'application/json' },
      { name: 'one process', url: `${hub.url}/graphql`, accept: NOT_COMPILED },
      { name: 'planned in one process', url: `${joined.url}/graphql`, accept: NOT_COMPILED },
      { name: 'six processes behind Hive Gateway', url: `${hive.url}/graphql`, accept: NOT_COMPILED },
    ],
    token: await operatorToken(hub),
    stop: async () => {
      await Promise.all([...programs.values(), hive].map(each => each.stop()));
      await joined.close();
      await hub.close();
      await database.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function hubOn(environment: Record<string, string>, plansAll = false): Promise<Hub> {
  const config = readConfig(environment);
  const hub = await startHub({
    config,
    logger: pino({ level: 'error' }),
    plansAll,
    ...(plansAll ? {} : { onSample: () => undefined }),
  });
  await hub.settled;
  return hub;
}

async function startSix(environment: Record<string, string>): Promise<ReadonlyMap<string, StartedProgram>> {
  const corridor = join(packageRoot, 'bin', 'corridor.mjs');
  const started = SUBGRAPHS.map(
    async name => [name, await startProgram([corridor, 'subgraph', name, '--port', '0'], environment)] as const,
  );
  return new Map(await Promise.all(started));
}

function supergraphOver(programs: ReadonlyMap<string, StartedProgram>): string {
  const composition = composeSupergraph();
  if (!composition.ok) throw new Error(composition.errors.join('\n'));
  return SUBGRAPHS.reduce(
    (sdl, name) => sdl.replaceAll(`"${subgraphUrl(name)}"`, `"${programs.get(name)?.url}/graphql"`),
    composition.supergraph,
  );
}

async function operatorToken({ services: { signingKey } }: Hub): Promise<string> {
  if (!signingKey) throw new Error('this hub signs no tokens');
  return (await issueToken(signingKey, { role: 'operator', ttlSeconds: 3_600 }, new Date())).token;
}

interface Measure {
  readonly ms: number;
  /** Of this process: a hub's, and the client's, and nothing of other processes. */
  readonly cpuMs: number;
}

type Measures = ReadonlyMap<string, Measure[]>;

/** In turn, so that what else the machine does meets all alike. */
async function measured({ all, token }: Shapes, body: string, rounds: number): Promise<Measures> {
  const measures = new Map(all.map(({ name }) => [name, [] as Measure[]]));
  for (let round = -5; round < rounds; round++)
    for (const { name, url, accept } of all) {
      const headers = { 'content-type': 'application/json', accept, authorization: `Bearer ${token}` };
      const [begun, cpu] = [performance.now(), process.cpuUsage()];
      const response = await fetch(url, { method: 'POST', headers, body });
      const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
      const { user, system } = process.cpuUsage(cpu);
      if (!data || errors) throw new Error(`${name}: ${JSON.stringify(errors)}`);
      if (round >= 0) measures.get(name)?.push({ ms: performance.now() - begun, cpuMs: (user + system) / 1000 });
    }
  return measures;
}

function print(measures: Measures): void {
  const base = spreadOf(measures.get('one process') ?? [], 'ms').median;
  process.stdout.write(
    'the page of consignments, one client: median (quartiles), CPU of the hub and the client in this process:\n',
  );
  for (const [name, all] of measures) {
    const { low, median, high } = spreadOf(all, 'ms');
    const spread = `${median.toFixed(1)} ms (${low.toFixed(1)} to ${high.toFixed(1)})`;
    const cpu = name.startsWith('six') ? 'in seven others' : `CPU ${spreadOf(all, 'cpuMs').median.toFixed(1)} ms`;
    process.stdout.write(
      `  ${name.padEnd(36)} ${spread.padStart(28)}  ${cpu.padStart(16)}  ${(base / median).toFixed(2)} of one process\n`,
    );
  }
}

function spreadOf(all: readonly Measure[], of: keyof Measure): { low: number; median: number; high: number } {
  const sorted = all.map(each => each[of]).sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { low: at(0.25), median: at(0.5), high: at(0.75) };
}
