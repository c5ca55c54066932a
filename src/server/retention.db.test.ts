import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { ALL_ADAPTERS } from '../adapters/all-adapters.ts';
import { readAuditExport } from '../audit/audit-export.ts';
import { packageRoot } from '../config.ts';
import { rebuildCheck } from '../ingest/rebuild.ts';
import { receiveMessage } from '../ingest/receive-message.ts';
import { proveExport } from '../store/audit-proof.ts';
import { loadHubKeys } from '../store/hub-keys.ts';
import { closeDays } from '../store/receipt-days.ts';
import { startTestHub, type TestHub } from './hub.fixture.ts';
import { letGo } from './retention-keeper.ts';

const SENDER = 'meridian-ocean-line';
const FOLDER = join(packageRoot, 'partners', SENDER, 'samples', 'shipping');
const NAMES = readdirSync(FOLDER)
  .filter(name => /^\d/.test(name))
  .slice(0, 2);
const MAIN = "import('./src/main.ts').then(({ main }) => main(['node', 'corridor', ...process.argv.slice(1)]))";
const NOW = new Date();
const monthsAgo = (count: number) => new Date(Date.UTC(NOW.getUTCFullYear(), NOW.getUTCMonth() - count, 10));

const partners = mkdtempSync(join(tmpdir(), 'corridor-retention-'));
let hub: TestHub;
beforeAll(async () => {
  cpSync(join(packageRoot, 'partners'), partners, { recursive: true, filter: path => !path.includes('/samples') });
  const folder = join(partners, SENDER, 'agreements');
  for (const name of readdirSync(folder)) if (name !== 'mrd-jurong-straits-terminal.yaml') rmSync(join(folder, name));
  const file = join(folder, 'mrd-jurong-straits-terminal.yaml');
  const agreement = parse(readFileSync(file, 'utf8'));
  writeFileSync(
    file,
    stringify({ ...agreement, deleteAfter: 'P6M', evidence: { receipts: 'request', retain: 'P1Y' } }),
  );
  hub = await startTestHub({ CORRIDOR_PARTNERS: partners });
  await receive(NAMES[0] ?? '', monthsAgo(9));
  await receive(NAMES[1] ?? '', monthsAgo(3));
});
afterAll(() => hub?.stop());

async function receive(name: string, at: Date): Promise<void> {
  const profile = hub.services.partners.get(SENDER)?.mapping;
  if (!profile) throw new Error(`no partner ${SENDER}`);
  const ingest = { sql: hub.services.sql, adapters: ALL_ADAPTERS, now: () => at };
  const { status } = await receiveMessage(ingest, {
    feed: 'shipping',
    bytes: readFileSync(join(FOLDER, name)),
    profile,
  });
  expect(status).toBe('ACCEPTED');
}

const erased = async () => {
  const rows = await hub.services.sql<{ erased: boolean }[]>`
    select erased_at is not null and length(bytes) = 0 as erased from message where sender = ${SENDER} order by received_at`;
  return rows.map(row => row.erased);
};

async function proven() {
  const lines = readAuditExport(await (await hub.ask('/audit/export', 'operator')).text());
  if ('badLine' in lines) throw new Error('bad line');
  return { lines, proof: await proveExport(lines, undefined) };
}

const erasures = async () =>
  (await proven()).lines.flatMap(each =>
    each.type === 'receipt' && each.entry.operation === 'erase' ? [each.entry] : [],
  );

test('what an agreement keeps no longer goes by itself, and the receipts still hang together', async () => {
  const { sql, auditLog } = hub.services;
  const draft = {
    sub: 'a',
    client: 'b',
    purpose: 'p',
    operation: 'query',
    query: 'q',
    subjects: [],
    told: [],
  } as const;
  const read = (partner: string, at: Date) =>
    auditLog.record({ ...draft, partner, answers: 1, errors: 0, at: at.toISOString() });
  for (const months of [30, 14, 2]) await read('jurong-straits-terminal', monthsAgo(months));
  await read('sg-customs', monthsAgo(30));
  await closeDays(sql, (await loadHubKeys(sql, 'a secret of the tests')).receiptKeys, NOW);
  await letGo(hub.services, NOW);
  await letGo(hub.services, NOW);
  expect(await erased()).toEqual([true, false]);
  expect(await erasures()).toMatchObject([{ told: [{ origin: SENDER, counts: { 'Message.bytes': 1 } }] }]);
  await auditLog.signHeads();
  const { proof } = await proven();
  expect(proof).toMatchObject({ findings: [], days: 4 });
  expect(proof.dropped).toMatchObject([
    expect.stringContaining('jurong-straits-terminal'),
    expect.stringContaining('jurong-straits-terminal'),
  ]);
  expect((await rebuildCheck(sql)).differences).toEqual([]);
});

test('an erasure by command destroys the rest; a command proves the receipts', async () => {
  const corridor = (...args: readonly string[]) =>
    promisify(execFile)(process.execPath, ['--import', 'tsx', '-e', MAIN, '--', ...args], {
      cwd: packageRoot,
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: hub.services.config.databaseUrl,
        CORRIDOR_SECRET: 'a secret of the tests',
        CORRIDOR_DATA: partners,
        CORRIDOR_PARTNERS: partners,
      },
    });
  const before = monthsAgo(1).toISOString().slice(0, 7);
  const { stdout } = await corridor('erase', '--partner', SENDER, '--before', before, '--reason', 'asked for');
  expect(stdout).toMatch(/^1 messages erased, 1 keys destroyed/);
  expect(await erased()).toEqual([true, true]);
  expect(await erasures()).toHaveLength(2);
  expect((await corridor('audit', 'verify')).stdout).toMatch(/receipts/);
  expect((await rebuildCheck(hub.services.sql)).differences).toEqual([]);
}, 60_000);
