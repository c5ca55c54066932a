import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../config.ts';
import { startTestHub, type TestHub } from './hub.fixture.ts';
import { hubLogger } from './hub-logger.ts';

const PLANTED = 500;
/** Where the samples name people: names, addresses and numbers of parties. */
const PERSONAL =
  /(<(?:\w+:)?(?:Name|Line|CityName)>|"(?:name|partyName|address|street|contactName|phone|taxId)"\s*:\s*")([^<"]{3,80})/g;

const log: string[] = [];
const canaries: string[] = [];
let hub: TestHub;
beforeAll(async () => {
  const logger = hubLogger('debug', { write: line => void log.push(line) });
  hub = await startTestHub({ LOG_LEVEL: 'debug' }, { logger });
});
afterAll(() => hub?.stop());

function canary(): string {
  const made = `ZQ${randomBytes(6).toString('hex').toUpperCase()}CANARY`;
  canaries.push(made);
  return made;
}

const planted = (text: string) => text.replace(PERSONAL, (_all, before: string) => `${before}${canary()}`);

function samples(): { partner: string; kind: string; text: string }[] {
  const folders = [
    ['cn-customs-tianjin', 'customs'],
    ['cn-customs-chongqing', 'customs'],
    ['cn-customs-tianjin', 'partner'],
    ['chongqing-freight', 'rail'],
    ['sg-customs', 'customs'],
  ] as const;
  return folders.flatMap(([partner, kind]) => {
    const folder = join(packageRoot, 'partners', partner, 'samples', kind);
    const names = readdirSync(folder).filter(name => /\.(xml|json)$/.test(name));
    const texts = names.map(name => readFileSync(join(folder, name), 'utf8'));
    return texts.map(text => ({ partner, kind, text }));
  });
}

async function feed(partner: string, kind: string, body: string): Promise<void> {
  await (await hub.ask(`/feeds/${kind}`, partner, { method: 'POST', body })).text();
}

/** Good messages, cut off ones, and ones with a name where a number is wanted. */
async function plant(): Promise<void> {
  for (const { partner, kind, text } of samples()) {
    if (canaries.length >= PLANTED) return;
    await feed(partner, kind, planted(text));
    const cut = planted(text);
    await feed(partner, kind, cut.slice(0, cut.length - 40));
    await feed(
      partner,
      kind,
      text.replace(/(<TotalGrossMassMeasure[^>]*>)\d+/, (_all, tag) => `${tag}${canary()}`),
    );
    await feed(
      partner,
      kind,
      text.replace(/(<DateTimeString[^>]*>)[^<]+/, (_all, tag) => `${tag}${canary()}`),
    );
  }
}

/** Errors of the database that quote rows and values, of an index that is gone and of rules that nothing fits. */
async function breakThings(): Promise<string[]> {
  const { sql } = hub.services;
  const said: string[] = [];
  const [first] = samples();
  if (!first) throw new Error('no samples');
  // Postgres quotes the row that does not fit, values cut to 64 characters.
  await sql`alter table fact_reference add constraint nothing_fits check (value !~ '^ZQ') not valid`;
  const named = first.text.replace(/(<FunctionalReferenceID>)[^<]+/, (_all, tag) => `${tag}${canary()}`);
  const broken = await hub.ask(`/feeds/${first.kind}`, first.partner, { method: 'POST', body: named });
  said.push(await broken.text());
  await sql`alter table fact_reference drop constraint nothing_fits`;
  await sql`alter table consignment_slice rename to slice_away`;
  const name = canaries[0];
  const query = 'query($v: String!) { consignments(filter: {search: $v}) { nodes { id parties { party { name } } } } }';
  said.push(JSON.stringify(await hub.query(query, 'analyst', { v: 'EX26A0600102-1' })));
  await sql`alter table slice_away rename to consignment_slice`;
  await hub.query(query, 'analyst', { v: name });
  await hub.query(
    `{ node(id: "${name}") { id } consignment(where: { ucr: "${name}" }) { id } nothing(of: "${name}") }`,
    'analyst',
  );
  await hub.query(query, 'sg-customs', { v: [name] });
  await fetch(`${hub.url}/feeds/messages/${name}`, { headers: { authorization: `Bearer ${name}` } });
  return said;
}

function leaked(text: string): string[] {
  return canaries.filter(each => text.includes(each));
}

test('of 500 names and addresses none reaches a log, a metric, or an error that was not about them', async () => {
  await plant();
  expect(canaries.length).toBeGreaterThanOrEqual(PLANTED);
  const { sql } = hub.services;
  const [held] = await sql<{ count: number }[]>`
    select count(*)::int as count from fact where body::text ~ 'ZQ[0-9A-F]{12}CANARY'`;
  expect(held?.count).toBeGreaterThan(50); // they are there to leak
  const errors = await breakThings();
  expect(log.join('')).toMatch(/unexpected error/);
  expect(errors.map(leaked)).toEqual([[], []]);
  expect(leaked(log.join(''))).toEqual([]);
  expect(leaked(await (await fetch(`${hub.url}/metrics`)).text())).toEqual([]);
  const [receipts] = await sql<{ text: string }[]>`select string_agg(entry::text, '') as text from receipt`;
  expect(leaked(receipts?.text ?? '')).toEqual([]);
}, 120_000);

test('secrets reach neither log nor error', () => {
  expect(log.join('')).not.toContain('a secret of the tests');
  expect(log.join('')).not.toMatch(/eyJ[A-Za-z0-9_-]{20,}/); // the start of every token and key in JOSE's compact form
});
