import { mkdirSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { ALL_ADAPTERS } from '../adapters/all-adapters.ts';
import { packageRoot, readConfig } from '../config.ts';
import { receiveMessage } from '../ingest/receive-message.ts';
import { PartnerDirectory } from '../partners/partner-directory.ts';
import { type Hub, startHub } from '../server/hub.ts';
import { loadShippedPlaces } from '../server/load-shipped-places.ts';
import { issueToken } from '../server/token-issuer.ts';
import { connect, type Sql } from '../store/database.ts';
import { migrateJobs } from '../store/job-queue.ts';
import { setVault } from '../store/vault.ts';
import type { BenchSuite } from './bench-suite.ts';
import { type CopiedTemplate, readCopiedTemplate } from './growth/copied-tables.ts';
import { growthQuestions } from './growth/growth-questions.ts';
import { growthReport } from './growth/growth-report.ts';
import { leftOutBytes, loadCopies, makeDays, tableSizes } from './growth/load-copies.ts';
import { measureFanOut, measureIngest, measureQuestion, type Taken } from './growth/measure-size.ts';
import type { SizeMeasured } from './growth/size-measured.ts';
import { TEMPLATES, templateMessages } from './growth/template-messages.ts';
import { SeededChance } from './link-quality/seeded-chance.ts';
import { measuredOn } from './measured-on.ts';
import { partnersFor, READER } from './read/bench-partner.ts';
import { RESULTS } from './read/keep-run.ts';
import { parentOf } from './read/processor-time.ts';
import { BENCH_SECRET, openScratchDatabase, scratchFolder } from './scratch-database.ts';
import { begin } from './what-must-end.ts';

const OPERATOR = 'operator';
const SIZES = '20000,200000,2000000';
const SEED = 11;
const BYTES_A_CONSIGNMENT = 26_500;
const SPARE_GIBIBYTES = 6;
/** As a database of this size is run; nothing but the loading is helped by what differs from the usual. */
const SERVER_SETTINGS = {
  max_connections: '200',
  shared_buffers: '2GB',
  maintenance_work_mem: '512MB',
  max_wal_size: '2GB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  checkpoint_timeout: '30min',
  autovacuum: 'off',
  jit: 'off',
};

interface Settings {
  readonly sizes: readonly number[];
  readonly ms: number;
  readonly messages: number;
  readonly sockets: number;
  readonly isKept: boolean;
}

/** The same questions, the same traffic and the same subscribers at sizes that differ by a hundred. */
export const growthBench: BenchSuite = {
  name: 'growth',
  measures: `look-ups, pages, ingest and fan-out at growing sizes: sizes=${SIZES} seconds=2 messages=2000 sockets=300 keep=no`,
  async run(options) {
    const settings = settingsOf(options);
    const folder = await scratchFolder('growth');
    const database = await openScratchDatabase(SERVER_SETTINGS);
    const sql = connect(database.url, { max: 2 });
    setVault(sql, () => BENCH_SECRET);
    await migrateJobs(database.url);
    const partnersDir = partnersFor(folder);
    const templates = await readTemplates(sql, partnersDir);
    const leftOut = await leftOutBytes(sql, TEMPLATES);
    await makeDays(sql);
    const on = await measuredOn(sql);
    const sizes: SizeMeasured[] = [];
    for (const [place, consignments] of settings.sizes.entries()) {
      if (!hasRoom(folder, consignments)) break;
      const before = sizes[place - 1]?.consignments ?? 0;
      const seconds = await load(sql, templates, before, consignments);
      sizes.push(await measureSize({ sql, url: database.url, folder, templates, settings }, consignments, seconds));
      const text = `# Growth, ${on.date}, ${on.machine}, commit ${on.commit}\n\n${growthReport(sizes, leftOut)}\n`;
      console.log(`\n${text}`);
      if (settings.isKept) keep(on.date, text, sizes);
    }
    await sql.end();
    await database.close();
  },
};

/** A disk that fills up takes more down than this benchmark. */
function hasRoom(folder: string, consignments: number): boolean {
  const { bavail, bsize } = statfsSync(folder);
  const [free, needed] = [(bavail * bsize) / 2 ** 30, (consignments * BYTES_A_CONSIGNMENT) / 2 ** 30 + SPARE_GIBIBYTES];
  if (free >= needed) return true;
  console.log(
    `${consignments} consignments need ${needed.toFixed(0)} GiB, and ${free.toFixed(0)} GiB are free: not measured`,
  );
  return false;
}

function settingsOf(options: ReadonlyMap<string, string>): Settings {
  const number = (name: string, usual: number) => Number(options.get(name) ?? usual);
  const sizes = (options.get('sizes') ?? SIZES)
    .split(',')
    .map(each => Math.round(Number(each) / TEMPLATES) * TEMPLATES);
  const isKept = options.get('keep') !== 'no';
  return {
    sizes,
    ms: number('seconds', 2) * 1_000,
    messages: number('messages', 2_000),
    sockets: number('sockets', 300),
    isKept,
  };
}

/** Through the pipeline, message by message; then with everything that it wrote of them. */
async function readTemplates(sql: Sql, partnersDir: string): Promise<CopiedTemplate[]> {
  const now = new Date();
  await loadShippedPlaces(sql, join(packageRoot, 'places'), now);
  const ingest = { sql, adapters: ALL_ADAPTERS, now: () => now };
  for (const delivery of templateMessages(new PartnerDirectory(partnersDir))) {
    const { status, issues } = await receiveMessage(ingest, delivery);
    if (status !== 'ACCEPTED') throw new Error(`a template was not accepted: ${status} ${JSON.stringify(issues)}`);
  }
  const ids = await sql<{ id: string }[]>`select distinct consignment_id::text as id from consignment_slice order by 1`;
  if (ids.length !== TEMPLATES) throw new Error(`${TEMPLATES} consignments were told of and ${ids.length} were found`);
  return Promise.all(ids.map(({ id }) => readCopiedTemplate(sql, id)));
}

async function load(sql: Sql, templates: readonly CopiedTemplate[], before: number, wanted: number): Promise<number> {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const range = { from: before / TEMPLATES + 1, to: wanted / TEMPLATES + 1 };
  await loadCopies(sql, templates, range, done => {
    if ((done * TEMPLATES) % 200_000 === 0)
      console.log(`${done * TEMPLATES} consignments after ${seconds().toFixed(0)} s …`);
  });
  console.log(`${wanted} consignments are there, indexes and statistics too, after ${seconds().toFixed(0)} s`);
  return seconds();
}

interface Bench {
  readonly sql: Sql;
  readonly url: string;
  readonly folder: string;
  readonly templates: readonly CopiedTemplate[];
  readonly settings: Settings;
}

async function measureSize(
  { sql, url, folder, templates, settings }: Bench,
  consignments: number,
  loadSeconds: number,
): Promise<SizeMeasured> {
  const config = readConfig({
    ...{ PORT: '0', DATABASE_URL: url, CORRIDOR_DATA: folder, CORRIDOR_PARTNERS: join(folder, 'partners') },
    ...{ CORRIDOR_SECRET: BENCH_SECRET, CORRIDOR_ASSESS: 'off', CORRIDOR_STREAM_DAYS: '365' },
  });
  const began = performance.now();
  const starting = startHub({ config, logger: pino({ level: 'error' }), onSample: () => undefined });
  const [hub, stop] = await begin(starting, each => each.close());
  const hubStartSeconds = (performance.now() - began) / 1000;
  const tables = await tableSizes(sql);
  const [row] = await sql<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const postmaster = parentOf(row?.pid ?? 0);
  const taken: Taken[] = [];
  const note = (each: Taken) => {
    taken.push(each);
    console.log(
      `${consignments} ${each.what}: ${each.p50.toFixed(2)} / ${each.p99.toFixed(1)} ms, ${each.processorMs.toFixed(2)} ms of processor, ${each.more}`,
    );
  };
  const chance = new SeededChance(SEED);
  for (const [reader, token] of await tokensOf(hub))
    for (const question of growthQuestions(templates, consignments / TEMPLATES, Date.now()))
      if (reader !== OPERATOR || !question.isLarge)
        note(await measureQuestion(question, { hub, token, reader, postmaster, chance, ms: settings.ms }));
  note(await measureIngest(hub, postmaster, consignments, settings.messages));
  note(await measureFanOut(hub, postmaster, settings.sockets, settings.ms * 2));
  await stop();
  return { consignments, loadSeconds, hubStartSeconds, tables, taken };
}

async function tokensOf({ services }: Hub): Promise<[string, string][]> {
  const { signingKey, partners } = services;
  const partner = partners.get(READER.partner);
  if (!signingKey || !partner) throw new Error('this hub signs no tokens, or has not the shipped partners');
  const grant = { partner, purpose: READER.purpose, ttlSeconds: 86_400 };
  const read = await issueToken(signingKey, grant, new Date());
  const operator = await issueToken(signingKey, { role: 'operator', ttlSeconds: 86_400 }, new Date());
  return [
    ['customs', read.token],
    [OPERATOR, operator.token],
  ];
}

function keep(date: string, text: string, sizes: readonly SizeMeasured[]): void {
  mkdirSync(RESULTS, { recursive: true });
  const name = join(RESULTS, `growth-${date.slice(0, 16).replace(/[:T]/g, '-')}`);
  writeFileSync(`${name}.md`, text);
  writeFileSync(`${name}.json`, `${JSON.stringify(sizes)}\n`);
}
