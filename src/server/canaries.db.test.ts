import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failureLine } from '../cli/failure.ts';
import { packageRoot } from '../config.ts';
import { NOT_PERSONAL, PERSONAL_FIELDS } from '../policy/personal-fields.ts';
import { Canaries, peopledSamples } from './canaries.fixture.ts';
import { everyField, fieldsWith } from './every-field.fixture.ts';
import { startTestHub, type TestHub } from './hub.fixture.ts';
import { hubLogger } from './hub-logger.ts';

const PLANTED = 500;

const log: string[] = [];
const canaries = new Canaries();
let hub: TestHub;
beforeAll(async () => {
  const logger = hubLogger('trace', { write: line => void log.push(line) });
  hub = await startTestHub({ LOG_LEVEL: 'debug' }, { logger });
});
afterAll(() => hub?.stop());

async function feed(partner: string, kind: string, body: string): Promise<string> {
  return (await hub.ask(`/feeds/${kind}`, partner, { method: 'POST', body })).text();
}

/** Good messages, cut off ones, and ones with a name where a number is wanted. */
async function plant(): Promise<void> {
  for (const { partner, feed: kind, text } of peopledSamples()) {
    if (canaries.count >= PLANTED) return;
    await feed(partner, kind, canaries.planted(text));
    const cut = canaries.planted(text);
    await feed(partner, kind, cut.slice(0, cut.length - 40));
    const instead = (pattern: RegExp) => text.replace(pattern, (_all, tag) => `${tag}${canaries.make('name')}`);
    await feed(partner, kind, instead(/(<TotalGrossMassMeasure[^>]*>)\d+/));
    await feed(partner, kind, instead(/(<DateTimeString[^>]*>)[^<]+/));
  }
}

const ROOTS = {
  events: 'first: 20',
  unlinked: 'first: 20',
  quarantine: 'first: 20',
  alarms: 'first: 20',
  importDraft: 'consignment: { declaration: "EX26A0600102-1" }',
};
const BESIDE = [
  // Everybody, whichever consignments the first page of the rest shows.
  '{ consignments(first: 200) { nodes { parties { party { name address identifiers { scheme value } } } } } }',
  '{ consignments(first: 5) { nodes { history(first: 5) { changes { before after } } } } }',
  '{ consignments(first: 5) { nodes { provenance(path: "parties.party.name") { value entry } } } }',
];

/** Every field of the graph, as somebody who may see all of it: those that show somebody are those that are classed so. */
async function readEverything(): Promise<void> {
  const { schema } = hub.services;
  const found = new Set<string>();
  for (const query of [...everyField(schema, ROOTS), ...BESIDE]) {
    const { data, errors } = await hub.query(query, 'analyst');
    if (BESIDE.includes(query)) expect(errors).toBeUndefined();
    for (const field of fieldsWith(schema, data, text => canaries.in(text).length > 0)) found.add(field);
  }
  expect([...found].filter(each => !PERSONAL_FIELDS.has(each) && !(each in NOT_PERSONAL))).toEqual([]);
  expect([...found]).toEqual(
    expect.arrayContaining(['Party.name', 'Party.address', 'PartyIdentifier.value', 'Claim.value']),
  );
}

/** Errors of the database that quote rows and values, of an index that is gone and of rules that nothing fits. */
async function breakThings(): Promise<string[]> {
  const { sql } = hub.services;
  const said: string[] = [];
  const [first] = peopledSamples().filter(each => each.feed === 'customs');
  if (!first) throw new Error('no samples');
  // Postgres quotes the row that does not fit, values cut to 64 characters.
  await sql`alter table fact_reference add constraint nothing_fits check (value !~ '^ZQ') not valid`;
  const named = first.text.replace(/(<FunctionalReferenceID>)[^<]+/, (_all, tag) => `${tag}${canaries.make('name')}`);
  said.push(await feed(first.partner, first.feed, named));
  await sql`alter table fact_reference drop constraint nothing_fits`;
  await sql`alter table consignment_slice rename to slice_away`;
  const query = 'query($v: String!) { consignments(filter: {search: $v}) { nodes { id parties { party { name } } } } }';
  said.push(JSON.stringify(await hub.query(query, 'analyst', { v: 'EX26A0600102-1' })));
  await sql`alter table slice_away rename to consignment_slice`;
  return said;
}

/** Questions that name somebody, most of which are refused: in variables, in the text, in a path, as a token. */
async function askAfterSomebody(): Promise<string[]> {
  const name = canaries.first;
  const search = 'query($v: String!) { consignments(filter: {search: $v}) { totalCount } }';
  const day = 'query($v: DateTime) { consignments(asOf: $v) { totalCount } }';
  const filter = 'query($v: ConsignmentFilter) { consignments(filter: $v) { totalCount } }';
  const questions: [string, Record<string, unknown>?][] = [
    [search, { v: name }],
    [search, { v: [name] }],
    [search, { v: { name } }],
    [day, { v: name }],
    [filter, { v: { status: [name] } }],
    [filter, { v: { originCountry: name } }],
    [`{ node(id: "${name}") { id } consignment(where: { ucr: "${name}" }) { id } }`],
    [`{ nothing(of: "${name}") }`],
    [`{ consignments(first: "${name}") { totalCount } place(code: "${name}") { name } }`],
    [`{ consignments("${name}") { totalCount } }`],
    [`{ consignments(after: "${name}") { totalCount } events(filter: { recordedAfter: "${name}" }) { totalCount } }`],
    [
      `{ equipment(number: "${name}") { number } voyage(where: { universal: "${name}" }) { id } vessel(imo: "${name}") { imo } }`,
    ],
    [`mutation { explainAlarm(id: "${name}", text: "${name}") { id } }`],
    [`subscription { consignmentEvents(after: "${name}") { kind } }`],
  ];
  const said: string[] = [];
  for (const [query, variables] of questions)
    for (const whom of ['analyst', 'sg-customs'])
      said.push(JSON.stringify((await hub.query(query, whom, variables)).errors ?? []));
  for (const path of [`/feeds/messages/${name}`, '/feeds/customs', '/graphql']) {
    const init = { method: path.includes('messages') ? 'GET' : 'POST', headers: { authorization: `Bearer ${name}` } };
    said.push(await (await fetch(`${hub.url}${path}`, init)).text());
  }
  return said;
}

test('of 500 names, addresses and numbers none reaches a log, a metric, a receipt, or an error', async () => {
  await plant();
  expect(canaries.count).toBeGreaterThanOrEqual(PLANTED);
  expect(canaries.kinds.size).toBe(4);
  const { sql } = hub.services;
  const [held] = await sql<{ count: number }[]>`
    select count(*)::int as count from consignment_slice as stored where stored::text ~ 'ZQ[0-9A-F]{12}CANARY'`;
  expect(held?.count).toBeGreaterThan(5); // they are there to leak
  await readEverything();
  const errors = [...(await breakThings()), ...(await askAfterSomebody())];
  expect(log.join('')).toMatch(/unexpected error/);
  expect(errors.filter(each => canaries.in(each).length > 0)).toEqual([]);
  expect(canaries.in(log.join(''))).toEqual([]);
  expect(canaries.in(await (await fetch(`${hub.url}/metrics`)).text())).toEqual([]);
  const [receipts] = await sql<{ text: string }[]>`select string_agg(entry::text, '') as text from receipt`;
  expect(canaries.in(receipts?.text ?? '')).toEqual([]);
}, 120_000);

/** What a process says of itself that ends by an error which nobody catches. */
async function crash(thrown: string): Promise<string> {
  const program = `import('./src/cli/failure.ts').then(({ reportCrashes }) => { reportCrashes(); setImmediate(() => { ${thrown} }); });`;
  const child = spawn(process.execPath, ['--import', 'tsx', '-e', program], { cwd: packageRoot });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      said += chunk;
    });
  const [code] = await once(child, 'close');
  expect(code).toBe(1);
  return said;
}

test('nor what a process says when it crashes', async () => {
  const name = canaries.make('name');
  const row = `Object.assign(new Error('invalid input syntax for type uuid: "${name}"'), { detail: 'Key (name)=(${name})', parameters: ['${name}'] })`;
  const said = await Promise.all([crash(`throw ${row}`), crash(`Promise.reject(${row})`)]);
  for (const each of said) expect(each).toMatch(/^corridor: Error: invalid input syntax for type uuid: "\(hidden\)"/);
  expect(canaries.in(said.join(''))).toEqual([]);
}, 60_000);

test('nor what a failed command says, whatever was thrown', () => {
  const name = canaries.make('name');
  const errors = [() => JSON.parse(name), () => BigInt(name), () => JSON.parse(`{"name": ${name}}`)].map(thrownBy);
  const all = [...errors, new Error('outside', { cause: errors[0] }), { name }, name];
  expect(canaries.in(all.map(failureLine).join(''))).toEqual([]);
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

test('secrets reach neither log nor error', () => {
  expect(log.join('')).not.toContain('a secret of the tests');
  expect(log.join('')).not.toMatch(/eyJ[A-Za-z0-9_-]{20,}/); // the start of every token and key in JOSE's compact form
});
