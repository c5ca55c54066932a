import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Adapter } from '../src/adapters/adapter.ts';
import { ALL_ADAPTERS } from '../src/adapters/all-adapters.ts';
import { type Receipt, receiveMessage } from '../src/ingest/receive-message.ts';
import { buildHubSchema } from '../src/resolvers/schema.ts';
import { PROFILE, readSeeds, type Seed } from './hostile/seeds.ts';
import { openSampleHub, type SampleHub } from './sample-hub.fixture.ts';

/** What tells of errors elsewhere states nothing of its own: it waits in quarantine for people. */
const ERROR_REPORTS = new Set(['customs/govtalk-error-response', 'shipping/dcsa-error-message']);
const JOURNEYS = new Set(['VOYAGE', 'TRAIN']);
/** A lorry's plate names no goods: it is told with the events, and nothing is searched by it. */
const SEARCHED_BY_NOBODY = new Set(['VEHICLE']);

interface Quoted {
  readonly scheme: string;
  readonly value: string;
}

function longestOfEach(): readonly Seed[] {
  const rising = [...readSeeds()].sort((a, b) => a.bytes.length - b.bytes.length);
  return [...new Map(rising.map(seed => [seed.adapter.name, seed])).values()];
}

let hub: SampleHub;
const receipts = new Map<string, Receipt>();
const schema = buildHubSchema();
/** The one that says most: the longest of each reader. */
const seeds = longestOfEach();
beforeAll(async () => {
  hub = await openSampleHub(new Date('2026-12-01T00:00:00Z'), /^$/);
  const ingest = { sql: hub.createContext().sql, adapters: ALL_ADAPTERS, now: () => new Date(), isAgreed: () => true };
  for (const { adapter, bytes } of seeds)
    receipts.set(adapter.name, await receiveMessage(ingest, { feed: adapter.kind, bytes, profile: PROFILE }));
}, 60_000);
afterAll(() => hub?.close());

async function ask(source: string, variableValues: Record<string, unknown> = {}): Promise<Record<string, unknown>> {
  const { data, errors } = await graphql({ schema, source, variableValues, contextValue: hub.createContext() });
  expect(errors).toBeUndefined();
  return { ...data };
}

/** Every number that the facts of a message quote. */
function numbersOf(messageId: string): Promise<Quoted[]> {
  const { sql } = hub.createContext();
  return sql<Quoted[]>`
    select distinct r.scheme, r.value from fact_reference r join fact f on f.id = r.fact_id
    where f.message_id = ${messageId} and r.scheme <> 'STATEMENT' order by 1, 2`;
}

async function isFound({ scheme, value }: Quoted, waiting: ReadonlySet<string>): Promise<boolean> {
  if (waiting.has(value)) return true;
  const found = await ask('query ($n: String!) { consignments(filter: { search: $n }) { totalCount } }', { n: value });
  if ((found.consignments as { totalCount: number }).totalCount > 0) return true;
  if (SEARCHED_BY_NOBODY.has(scheme)) return true;
  return JOURNEYS.has(scheme) && ((await travels(value)) || (await isJourney(`${scheme}|${value}`)));
}

/** Goods on a voyage or train, or booked for it. */
async function travels(voyage: string): Promise<boolean> {
  const source = 'query ($voyage: String!) { consignments(filter: { voyage: $voyage }) { totalCount } }';
  const { consignments } = await ask(source, { voyage: voyage.replace(/^(IMO|CALLSIGN|UVR):/, '') });
  return (consignments as { totalCount: number }).totalCount > 0;
}

async function isJourney(key: string): Promise<boolean> {
  const { sql } = hub.createContext();
  return (await sql`select from journey_key where key = ${key}`).length > 0;
}

async function waitingNumbers(): Promise<Set<string>> {
  const { unlinked } = await ask('{ unlinked(first: 200) { nodes { references { value } } } }');
  const { nodes } = unlinked as { nodes: { references: { value: string }[] }[] };
  return new Set(nodes.flatMap(node => node.references.map(each => each.value)));
}

describe.each(ALL_ADAPTERS.map((adapter: Adapter) => [adapter.name, adapter] as const))('%s', (name, adapter) => {
  test('feed in, query out', async () => {
    const receipt = receipts.get(name);
    if (!receipt) expect.unreachable('no sample');
    if (ERROR_REPORTS.has(name)) {
      expect(receipt.status).toBe('QUARANTINED');
      expect(receipt.issues.map(each => each.code)).toContain('ERROR_MESSAGE');
      return;
    }
    expect({ ...receipt, status: receipt.status }).toMatchObject({ status: 'ACCEPTED' });
    expect(adapter.kind).toBe(name.split('/')[0]);
    const numbers = await numbersOf(receipt.messageId);
    expect(numbers.length).toBeGreaterThan(0);
    const waiting = await waitingNumbers();
    // A universal voyage reference beside several voyage numbers goes with none of them (project-legs.ts).
    const voyages = numbers.filter(each => each.scheme === 'VOYAGE' && !each.value.startsWith('UVR:'));
    const meant = numbers.filter(each => voyages.length < 2 || !each.value.startsWith('UVR:'));
    const lost: string[] = [];
    for (const number of meant) if (!(await isFound(number, waiting))) lost.push(`${number.scheme} ${number.value}`);
    expect(lost).toEqual([]);
  });
});
