import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { disclosuresOf } from '../src/store/disclosure-reader.ts';
import { type CaseHub, startCaseHub } from './case-hub.fixture.ts';

const PURPOSE = 'enforcement-assistance';
let hub: CaseHub;
beforeAll(async () => {
  hub = await startCaseHub(/export-a13|import-a13|038s|codeco-gate-in-a13|share-inspection-a13/);
}, 300_000);
afterAll(() => hub?.stop());

const OPEN = `mutation Open($input: AssistanceRequestInput!) { openAssistanceCase(input: $input) { id status } }`;
const CASES = `query Cases { assistanceCases { totalCount nodes {
  id number status deadline overdueSince confidential subject question references closeReason
  requestedBy { partner } answers { text source { partner } } } } }`;

interface Case {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly overdueSince: string | null;
}

async function casesOf(whom: string, purpose = PURPOSE): Promise<readonly Case[]> {
  const { data, errors } = await hub.askAs(whom, purpose, CASES);
  expect(errors).toBeUndefined();
  return (data as { assistanceCases: { nodes: Case[] } }).assistanceCases.nodes;
}

const request = (number: string, inMs: number) => ({
  number,
  to: 'cn-customs-tianjin',
  deadline: new Date(Date.now() + inMs).toISOString(),
  subject: 'Seal changed between packing and gate',
  question: 'Which seal was on the box when it entered the terminal?',
  containers: ['MRDU3009550'],
});

/** Whatever anybody else might ask to find out; `{{id}}` is the id of the case, known or guessed. */
const PROBES = [
  '{ consignments(first: 10, orderBy: UPDATED_ASC) { totalCount pageInfo { endCursor } edges { cursor node { id ucr status history(first: 20) { knownAt changes { path } } links { rule confidence } issues { code } alarms { kind } events(first: 200) { nodes { id type sequence recordedAt } } partnerRecords { kind number } provenance(path: "ucr") { rank } } } } }',
  '{ consignments(filter: { search: "MRDU3009550" }) { totalCount edges { node { id } } } }',
  '{ consignments(filter: { search: "SG-MAA-2026-0019" }) { totalCount } }',
  '{ consignments(filter: { updatedAfter: "2026-11-28T00:00:00Z" }, orderBy: UPDATED_ASC) { totalCount edges { node { id } } } }',
  '{ events(first: 200) { totalCount nodes { id type } } }',
  '{ alarms(first: 50) { totalCount nodes { id kind } } }',
  '{ unlinked(first: 50) { totalCount } }',
  '{ ambiguousLinks(first: 50) { totalCount } }',
  '{ node(id: "{{id}}") { id } }',
  '{ consignment(where: { id: "{{id}}" }) { id } }',
  '{ assistanceCases { totalCount nodes { id } pageInfo { endCursor hasNextPage } } }',
  '{ assistanceCases(status: [OPEN, ANSWERED]) { totalCount } }',
  'mutation { answerAssistanceCase(id: "{{id}}", text: "guess") { id } }',
  'mutation { closeAssistanceCase(id: "{{id}}", reason: "guess") { id } }',
  '{ declarationCounts(by: [STATUS]) { count } }',
];

/** Ids differ between hubs, so one hub is asked before and after; what each request has anew is left out. */
async function everythingSeenBy(whom: string, purpose: string, id: string): Promise<string[]> {
  const answers: string[] = [];
  for (const probe of PROBES) {
    const { status, text } = await hub.askAs(whom, purpose, probe.replaceAll('{{id}}', id));
    answers.push(`${status} ${text.replaceAll(/"correlationId":"[^"]*"/g, '')}`);
  }
  return answers;
}

const OTHERS = [
  ['meridian-ocean-line', 'transit-monitoring'],
  ['jurong-straits-terminal', 'terminal-operations'],
  ['tianjin-harbour-terminal', 'terminal-operations'],
  ['chongqing-freight', 'transport-execution'],
  ['cn-customs-qingdao', PURPOSE],
  ['sg-customs', 'transit-monitoring'],
  ['cn-customs-tianjin', 'clearance'],
] as const;

test('a confidential case shows nowhere to anybody but the two: byte for byte what was answered before', async () => {
  const guess = Buffer.from('AssistanceCase:0d5bd8f5-5bb9-8c5e-8a51-0123456789ab').toString('base64url');
  const before = await Promise.all(OTHERS.map(([whom, purpose]) => everythingSeenBy(whom, purpose, guess)));
  const rows = () => hub.services.sql`select count(*)::int as n, max(position) as p from event_log`;
  const logged = await rows();

  const opened = await hub.askAs('sg-customs', PURPOSE, OPEN, { input: request('MA-7', 3_600_000) });
  expect(opened.errors).toBeUndefined();
  const [known] = await casesOf('sg-customs');
  await hub.askAs('cn-customs-tianjin', PURPOSE, CASES);

  const after = await Promise.all(OTHERS.map(([whom, purpose]) => everythingSeenBy(whom, purpose, known?.id ?? '')));
  expect(after).toEqual(before);
  expect(await rows()).toEqual(logged);
  expect(before.flat().filter(each => each.startsWith('400'))).toEqual([]);
}, 240_000);

test('for whoever is none of the two, nothing of cases is even looked for: no time can tell', async () => {
  const [known] = await casesOf('sg-customs');
  const statements: string[] = [];
  const options = hub.services.sql.options as { debug?: unknown };
  options.debug = (_connection: number, statement: string) => statements.push(statement);
  for (const [whom, purpose] of OTHERS.filter(([, purpose]) => purpose !== PURPOSE))
    await everythingSeenBy(whom, purpose, known?.id ?? '');
  options.debug = false;
  expect(statements.length).toBeGreaterThan(100);
  expect(statements.filter(each => each.includes('assistance'))).toEqual([]);
}, 120_000);

test('the two see it; who is asked answers, who asked closes, and nobody does the other’s part', async () => {
  const [seen] = await casesOf('cn-customs-tianjin');
  expect(seen).toMatchObject({
    number: 'MA-7',
    status: 'OPEN',
    confidential: true,
    references: ['CONTAINER MRDU3009550'],
    requestedBy: { partner: 'sg-customs' },
  });
  const answer = `mutation ($id: ID!, $text: String!) { answerAssistanceCase(id: $id, text: $text) { status } }`;
  const close = `mutation ($id: ID!, $text: String!) { closeAssistanceCase(id: $id, reason: $text) { status closeReason } }`;
  const act = (whom: string, query: string, text: string) => hub.askAs(whom, PURPOSE, query, { id: seen?.id, text });

  expect((await act('sg-customs', answer, 'I answer myself')).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect((await act('cn-customs-tianjin', close, 'enough')).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect((await act('cn-customs-qingdao', answer, 'not asked')).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  expect((await act('cn-customs-tianjin', answer, 'Seal MR602229 was read at the gate.')).data).toEqual({
    answerAssistanceCase: { status: 'ANSWERED' },
  });
  expect((await act('sg-customs', close, 'Answered in full')).data).toEqual({
    closeAssistanceCase: { status: 'CLOSED', closeReason: 'Answered in full' },
  });
  expect((await act('cn-customs-tianjin', answer, 'More')).errors?.[0]?.message).toMatch(/over/);
}, 120_000);

test('each look leaves a receipt that names the case, and who gave what is in it', async () => {
  await casesOf('cn-customs-tianjin');
  const [receipt] = await disclosuresOf(hub.services.sql, { reader: 'cn-customs-tianjin' }, { limit: 1 });
  expect(receipt?.entry.subjects[0]?.origins).toEqual(['sg-customs', 'cn-customs-tianjin']);
  expect(receipt?.entry.fields).toContainEqual(
    expect.objectContaining({
      path: 'AssistanceCase.question',
      origin: 'sg-customs',
      agreement: 'sg-cn',
      outcome: 'CLEAR',
    }),
  );
}, 120_000);

test('a deadline that passes unanswered is told by the hub’s timer, once', async () => {
  await hub.askAs('sg-customs', PURPOSE, OPEN, { input: request('MA-8', 1_500) });
  const seen = async () => (await casesOf('cn-customs-tianjin')).find(each => each.number === 'MA-8');
  expect((await seen())?.overdueSince).toBeNull();
  await vi.waitFor(async () => expect((await seen())?.overdueSince).toEqual(expect.any(String)), {
    timeout: 30_000,
    interval: 250,
  });
  const overdue = await hub.services.sql`select 1 from assistance_act where body->>'act' = 'OVERDUE'`;
  expect(overdue).toHaveLength(1);
}, 120_000);

test('an envelope opens a case too, with the administration that it names; a confidential one states nothing of the goods', async () => {
  const { sql } = hub.services;
  const facts = async () => (await sql`select count(*)::int as n from fact`)[0];
  const before = await facts();
  await hub.sendSamples(/share-assistance-a13/);
  expect(await facts()).toEqual(before);
  expect((await casesOf('cn-customs-tianjin')).map(each => each.number)).toContain('SG-MAA-2026-0019');
  expect(await casesOf('cn-customs-tianjin', 'clearance')).toEqual([]);
}, 120_000);
