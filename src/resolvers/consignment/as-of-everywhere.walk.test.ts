import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type GraphQLObjectType, getNamedType, isLeafType, isObjectType, isRequiredArgument } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ALL_ADAPTERS } from '../../adapters/all-adapters.ts';
import { packageRoot } from '../../config.ts';
import { receiveMessage } from '../../ingest/receive-message.ts';
import { refoldStale } from '../../ingest/refold.ts';
import { PartnerDirectory } from '../../partners/partner-directory.ts';
import { loadShippedPlaces } from '../../server/load-shipped-places.ts';
import { findSamples } from '../../server/sample-files.ts';
import { openSampleGraph, type SampleGraph } from '../sample-graph.fixture.ts';
import { buildHubSchema } from '../schema.ts';

/** Every root field that reads the graph, with what it is asked. */
const OF_THE_GRAPH: Readonly<Record<string, string>> = {
  alarms: 'first: 50',
  ambiguousLinks: 'first: 50',
  consignment: 'where: { equipment: "MRDU4109153" }',
  consignments: 'first: 50',
  declarationCounts: 'by: [STATUS, DIRECTION]',
  equipment: 'number: "MRDU4109153"',
  events: 'first: 200',
  importDraft: 'consignment: { equipment: "MRDU4109153" }',
  indicators: 'kind: THROUGHPUT_TEU, groupBy: [PORT], from: "2026-01-01", to: "2027-01-01"',
  place: 'code: { value: "CNTAO" }, at: "2026-09-01"',
  trainsOfWagon: 'wagon: "WAGON"',
  unlinked: 'first: 50',
  vessel: 'imo: "2000119"',
  voyage: 'where: { number: { number: "045S" } }',
  voyagesOfVessel: 'imo: "2000119"',
};

/** Root fields that read something else, and why `asOf` is not theirs. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  assistanceCases: 'cases between administrations, apart from the graph',
  disclosures: 'the chain of receipts, which only grows and names the time of each',
  explainAccess: 'the agreements of now, which decide every answer (law 4.6)',
  feeds: 'how feeds do, not what they say',
  node: 'an id that was read as of a moment names it',
  quarantine: 'messages that are in no graph',
  randomSeeds: 'published draws, by their days',
  registryEntries: 'registers have days and a time of knowledge of their own: inForceAt, knownAt',
  riskPack: 'rules, by version',
  riskRule: 'a rule in force, and its record over the last days',
  webhooks: 'settings of now',
};

const schema = buildHubSchema();
const root = schema.getQueryType() as GraphQLObjectType;

test('every root field that reads the graph takes asOf', () => {
  const fields = Object.values(root.getFields()).filter(each => !each.name.startsWith('_'));
  expect(fields.map(each => each.name).sort()).toEqual(
    [...Object.keys(OF_THE_GRAPH), ...Object.keys(ELSEWHERE)].sort(),
  );
  for (const { name, args } of fields)
    expect([name, args.some(each => each.name === 'asOf')]).toEqual([name, name in OF_THE_GRAPH]);
});

/** Ids of the past name their moment; cursors are bound to it; the history of a consignment has tests of its own. */
const SKIPPED = new Set(['cursor', 'startCursor', 'endCursor', 'history']);

function selection(type: GraphQLObjectType, path: readonly string[]): string {
  if (path.includes(type.name) || path.length > 5) return '';
  if (type.name === 'Consignment' && path.length > 3) return '{ status }';
  const fields = Object.values(type.getFields()).flatMap(field => {
    const named = getNamedType(field.type);
    if (SKIPPED.has(field.name) || field.args.some(isRequiredArgument)) return [];
    if (isLeafType(named)) return named.name === 'ID' && type.name !== 'Place' ? [] : [field.name];
    const inner = isObjectType(named) ? selection(named, [...path, type.name]) : '';
    return inner === '' ? [] : [`${field.name} ${inner}`];
  });
  return fields.length > 0 ? `{ ${fields.join(' ')} }` : '';
}

function question(name: string, asOf: string): string {
  const type = getNamedType(root.getFields()[name]?.type) as GraphQLObjectType;
  const args = `${OF_THE_GRAPH[name]?.replace('WAGON', WAGON)}${asOf && `, asOf: "${asOf}"`}`;
  return `{ ${name}(${args}) ${selection(type, [])} }`;
}

const WAGON = '313345573254';
const MESSAGES =
  /mt2101-045s-txg|ovs-045-planned|coarri-load-045s-txg|tnt-eta-045s|dec-export-c01|smgs-c01|train-k1|plan-confirmed-c01/;

let graph: SampleGraph;
beforeAll(async () => {
  graph = await openSampleGraph(/^$/);
});
afterAll(() => graph?.close());

async function askAll(asOf = ''): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  for (const name of Object.keys(OF_THE_GRAPH)) Object.assign(answers, await graph.ask(question(name, asOf)));
  return answers;
}

/** What the hub is told, one after the other: messages, and between them the tables of places. */
function steps(): (() => Promise<unknown>)[] {
  const partners = new PartnerDirectory(join(packageRoot, 'partners'));
  const { sql } = graph;
  const ingest = { sql, adapters: ALL_ADAPTERS, now: () => new Date() };
  const told = findSamples(join(packageRoot, 'partners'))
    .filter(({ path }) => MESSAGES.test(basename(path)))
    .map(({ path, partner, feed }) => async () => {
      const profile = partners.get(partner)?.mapping;
      if (profile) await receiveMessage(ingest, { feed, bytes: readFileSync(path), profile });
    });
  const places = async () => {
    await loadShippedPlaces(sql, join(packageRoot, 'places'), new Date());
    await refoldStale(
      sql,
      () => false,
      () => new Date(),
    );
  };
  return [...told.slice(0, 5), places, ...told.slice(5)];
}

/** Before and after the places were known, and at the end. */
const STOPS = [4, 5, 8];

test('and answers as it answered then, in every field of it', async () => {
  const moments: { readonly asOf: string; readonly answered: Record<string, unknown> }[] = [];
  for (const [i, step] of steps().entries()) {
    await step();
    if (!STOPS.includes(i)) continue;
    await wait(2);
    moments.push({ answered: await askAll(), asOf: new Date().toISOString() });
    await wait(2);
  }
  for (const [stop, { asOf, answered }] of moments.entries()) {
    const then = await askAll(asOf);
    for (const name of Object.keys(answered)) expect([stop, name, then[name]]).toEqual([stop, name, answered[name]]);
  }
  const last = moments.at(-1)?.answered ?? {};
  const said = (name: string) => JSON.stringify(last[name] ?? null).length;
  for (const name of Object.keys(OF_THE_GRAPH)) expect([name, said(name)]).not.toEqual([name, 4]);
}, 240_000);

test('and answers as before where another version of the fold wrote what is stored', async () => {
  const before = await askAll();
  const { sql } = graph;
  const written = await sql`update consignment_slice set fold_version = 1, body = '{}'`;
  const journeys = await sql`update journey set fold_version = 1, body = '{}'`;
  expect([written.count, journeys.count].every(count => count > 0)).toBe(true);
  const after = await askAll();
  for (const name of Object.keys(before)) expect([name, after[name]]).toEqual([name, before[name]]);
}, 60_000);
