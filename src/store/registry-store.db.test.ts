import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/test-database.ts';
import { type CheckedStatement, checkStatement, type RegistryStatement } from '../risk/registry/registry-record.ts';
import { entriesInForce, filledRegisters, watchedNames } from './registry-reader.ts';
import { decideEntry, loadEntries, proposeEntries } from './registry-store.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const day = (text: string) => new Date(`${text}T00:00:00Z`);

function stated(statement: Partial<RegistryStatement> & Pick<RegistryStatement, 'body'>): CheckedStatement {
  const whole: RegistryStatement = {
    register: 'ENTERPRISE',
    subject: 'CN-1',
    validFrom: day('2026-01-01'),
    reason: 'yearly grading',
    ...statement,
  };
  const checked = checkStatement(whole);
  if ('fault' in checked) throw new Error(checked.fault);
  return checked.statement;
}

const tier = (name: string) => ({ name: 'Huaxin', tier: name });

async function tierOf(subject: string, at: string, knownAt: string): Promise<unknown> {
  const moment = { at: day(at), knownAt: day(knownAt) };
  const found = await entriesInForce(database.sql, [{ register: 'ENTERPRISE', subject }], moment);
  return found.map(each => 'tier' in each.body && each.body.tier);
}

test('a proposal has no effect until somebody else approves it', async () => {
  const { sql } = database;
  const [id = ''] = await proposeEntries(sql, [stated({ subject: 'CN-4', body: tier('T1') })], 'li', day('2026-01-02'));
  expect(await tierOf('CN-4', '2026-02-01', '2026-02-01')).toEqual([]);
  const approve = (by: string) =>
    decideEntry(sql, id, { by, at: day('2026-01-03'), approved: true, archive: async () => randomUUID() });
  expect(await approve('li')).toBe('OWN_PROPOSAL');
  expect(await approve('wang')).toBe('DECIDED');
  expect(await approve('wang')).toBe('NO_SUCH_PROPOSAL');
  expect(await tierOf('CN-4', '2026-02-01', '2026-02-01')).toEqual(['T1']);
});

test('what was known before a change stays readable as it was known; what the change leaves holds on', async () => {
  const { sql } = database;
  const load = (statement: CheckedStatement, at: string) =>
    loadEntries(sql, [statement], { proposer: 'li', approver: 'wang', at: day(at) });
  await load(stated({ body: tier('T2') }), '2026-01-05');
  await load(
    stated({ body: tier('T5'), validFrom: day('2026-03-01'), validTo: day('2026-04-01'), reason: 'smuggling' }),
    '2026-03-10',
  );
  expect(await tierOf('CN-1', '2026-03-15', '2026-03-09')).toEqual(['T2']);
  expect(await tierOf('CN-1', '2026-03-15', '2026-03-11')).toEqual(['T5']);
  expect(await tierOf('CN-1', '2026-02-15', '2026-03-11')).toEqual(['T2']);
  expect(await tierOf('CN-1', '2026-04-15', '2026-03-11')).toEqual(['T2']);
  expect(await tierOf('CN-1', '2025-12-31', '2026-03-11')).toEqual([]);
});

test('an entry that ends another leaves nothing in its validity', async () => {
  const { sql } = database;
  const eyes = { proposer: 'li', approver: 'wang' };
  await loadEntries(sql, [stated({ subject: 'CN-7', body: tier('T3') })], { ...eyes, at: day('2026-01-05') });
  const end = stated({ subject: 'CN-7', ends: true, body: null, validFrom: day('2026-05-01') });
  await loadEntries(sql, [end], { ...eyes, at: day('2026-05-02') });
  expect(await tierOf('CN-7', '2026-06-01', '2026-06-01')).toEqual([]);
  expect(await tierOf('CN-7', '2026-04-01', '2026-06-01')).toEqual(['T3']);
});

test('watched names are found by their words, in Chinese by pairs of letters; a register never filled says so', async () => {
  const { sql } = database;
  const watch = (name: string) => stated({ register: 'WATCH', subject: name, body: { name, list: 'denied parties' } });
  const eyes = { proposer: 'li', approver: 'wang', at: day('2026-01-05') };
  await loadEntries(sql, [watch('Granite Falcon Trading LLC'), watch('天津华鑫贸易有限公司')], eyes);
  const moment = { at: day('2026-02-01'), knownAt: day('2026-02-01') };
  const names = async (tokens: string[]) => (await watchedNames(sql, tokens, moment)).map(each => each.subject);
  expect(await names(['falcon', 'import'])).toEqual(['Granite Falcon Trading LLC']);
  expect(await names(['华鑫'])).toEqual(['天津华鑫贸易有限公司']);
  expect([...(await filledRegisters(sql, moment))].sort()).toEqual(['ENTERPRISE', 'WATCH']);
});
