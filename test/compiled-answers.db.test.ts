import fc from 'fast-check';
import { execute, type GraphQLSchema, parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FieldDisclosure } from '../src/policy/field-disclosure.ts';
import type { Viewer } from '../src/policy/viewer.ts';
import type { RequestContext } from '../src/resolvers/request-context.ts';
import { buildHubSchema } from '../src/resolvers/schema.ts';
import type { PartReading } from '../src/resolvers/stored-slices.ts';
import { WantedParts } from '../src/resolvers/wanted-parts.ts';
import { AnswerFragments } from '../src/server/answer-fragments.ts';
import { disclosureExtensions, nameSelection } from '../src/server/disclosure-extensions.ts';
import { type OperationPlan, planOf } from '../src/server/operation-plan.ts';
import { LookUpBatches } from '../src/store/look-up-batches.ts';
import { generatedQueries } from './generated-queries.fixture.ts';
import { allOperations } from './operations/all-operations.ts';
import type { Operation } from './operations/operation.ts';
import { KNOWN_QUERY, knownFrom } from './operations/written-operations.ts';
import { OPERATOR, openSampleHub, type SampleHub } from './sample-hub.fixture.ts';

/** Triples of an operation, an agreement's reader and a consignment: 20,000 with `CORRIDOR_RUNS=20000`. */
const TRIPLES = Number(process.env.CORRIDOR_RUNS ?? 1_000);
const READERS = [
  ['sg-customs', 'transit-monitoring'],
  ['cn-customs-tianjin', 'clearance'],
  ['meridian-ocean-line', ''],
  ['jurong-straits-terminal', ''],
  ['landsea-rail', ''],
] as const;

const NOW = new Date('2026-12-01T00:00:00Z');
let hub: SampleHub;
let schema: GraphQLSchema;
let viewers: readonly Viewer[];
let lookUps: LookUpBatches;
const fragments = new AnswerFragments();
const plans = new Map<string, OperationPlan | undefined>();
beforeAll(async () => {
  hub = await openSampleHub(NOW, /-c0[1-4]\.|-d0[12]\.|-train-k\d-|mt2101-b\d\ds-qzh|sps-c03|share-declaration-c01/);
  schema = buildHubSchema();
  lookUps = new LookUpBatches(hub.createContext().sql);
  const partners = READERS.map(([id, purpose]) => {
    const viewer = hub.partnerAsViewer(id);
    return viewer.sees === 'OWN' && purpose !== '' ? { ...viewer, purpose } : viewer;
  });
  viewers = [OPERATOR, ...partners];
}, 120_000);
afterAll(() => hub?.close());

interface Answered {
  readonly data: unknown;
  readonly told: unknown;
  readonly subjects: unknown;
  readonly fields: unknown;
}

async function answered(
  query: string,
  viewer: Viewer,
  ask: (context: RequestContext) => unknown,
  reading?: PartReading,
): Promise<Answered> {
  const context = { ...hub.createContext(viewer, reading), lookUps: reading?.lookUps };
  nameSelection(schema, parse(query), context);
  const data = await ask(context);
  const { subjects } = context.disclosures.summary();
  const fields = context.disclosures.fields();
  return { data, told: disclosureExtensions(context), subjects: sorted(subjects), fields: sorted(fields) };
}

function sorted(all: readonly (FieldDisclosure | object)[]): string[] {
  return all.map(each => JSON.stringify(each)).sort();
}

const MEMBERS = [
  'ucr status statusSince goodsDescription packages grossMass { value unit } origin { unlocode name } direction',
  'identifiers { scheme value issuer } parties { role party { id name country address identifiers { value } } }',
  'items { sequence hsCode description value { amount } equipment } stuffing { __typename } __typename',
  'declarations { number status customsValue { amount currency } seals items { hsCode } versions { version } source { partner } }',
  'transportDocuments { number issuer type masterNumber status grossMass { value } relations { number } }',
  'equipmentUses { equipment { number } from to sizeType seals { number } sealCustody { number } grossMass { value } }',
  'legs { sequence mode journeyNumber imo carrier from { name } departedAt { instant } }',
  'voyages { id number vessel { imo name } calls { status place { unlocode } timestamps { event at time { raw } } } }',
  'events(first: 5) { totalCount edges { cursor node { type classifier eventTime { raw } place { unlocode } sequence } } }',
  'yardPositions { position time { instant } } bookings { number status } railBookings { number status origin { name } }',
  'railConsignmentNotes { number } certificates { number type } partnerRecords { kind text } inspections { number result }',
  'risk { channel score packVersion firedRules { rule weight evidence { path value } } indeterminateRules { rule field feed couldFire } }',
  'issues { code message } links { rule on source { partner } } destination { unlocode country } eta { spreadMinutes }',
] as const;

/** Lists of all that a reader sees, of a few of the members. */
const listed = fc
  .record({
    members: fc.subarray([...MEMBERS], { minLength: 1, maxLength: 3 }),
    again: fc.constantFrom(...MEMBERS),
    way: fc.constantFrom('nodes { # }', 'edges { node { # } }', 'nodes { ...C @include(if: true) }'),
    skip: fc.boolean(),
  })
  .map(({ members, again, way, skip }) => {
    const all = `${members.join(' ')} ... on Consignment @skip(if: ${skip}) { ${again} }`;
    const fragment = way.includes('...C') ? ` fragment C on Consignment { id ${all} }` : '';
    return `{ consignments(first: 20) { ${way.replace('#', `id ${all}`)} } }${fragment}`;
  });

/** In long runs also what partners ask otherwise, look-ups and filters. */
function queriesOf(seed: number): string[] {
  return [...fc.sample(listed, { numRuns: 40, seed }), ...(TRIPLES > 1_000 ? generatedQueries(20, seed) : [])];
}

function consignmentsIn(data: unknown): number {
  return Math.max(1, JSON.stringify(data).split('"id":"Q29uc2lnbm1lbnQ6').length - 1);
}

test('a compiled answer is the resolvers’ answer: values, what is withheld, and the receipt', async () => {
  let triples = 0;
  for (let seed = 1; triples < TRIPLES; seed++)
    for (const [i, query] of queriesOf(seed).entries()) {
      const viewer = viewers[(i + seed) % viewers.length] ?? OPERATOR;
      if (triples < TRIPLES) triples += await compareAnswers({ query }, viewer);
    }
  expect(fragments.bytes).toBeGreaterThan(0);
}, 3_600_000);

/** Every so many of the corpus of operations; in long runs all of them. */
const EVERY = TRIPLES > 1_000 ? 1 : 30;

test('every operation of the corpus that is compiled answers as the resolvers do', async () => {
  const { data } = await execute({ schema, document: parse(KNOWN_QUERY), contextValue: hub.createContext() });
  const operations = allOperations(schema, knownFrom(data)).filter((_, i) => i % EVERY === 0);
  let compared = 0;
  for (const [i, operation] of operations.entries())
    compared += await compareAnswers(operation, viewers[i % viewers.length] ?? OPERATOR);
  expect(compared).toBeGreaterThan(operations.length / 2);
}, 3_600_000);

/** How many consignments were compared; none where the ordinary way answers: always where it has errors to report. */
async function compareAnswers({ query, variables = {}, operationName }: Omit<Operation, 'title'>, viewer: Viewer) {
  const plan = plans.get(query) ?? planOf(schema, query, operationName);
  plans.set(query, plan);
  const coerced = plan?.variablesOf(variables);
  if (!plan || !coerced) return 0;
  let isInDoubt = false;
  const write = async (context: RequestContext) => {
    const keeper = plan.isOfConsignmentsAlone ? fragments.keeper(plan.wanted) : undefined;
    try {
      const data = JSON.parse(await plan.writerFor(coerced)(context, coerced, keeper));
      context.disclosures.summary();
      return data;
    } catch {
      isInDoubt = true;
    }
  };
  const reading = { lookUps, wanted: plan.isOfConsignmentsAlone ? plan.wanted : new WantedParts() };
  const anew = await answered(query, viewer, write, reading);
  const again = await answered(query, viewer, write, reading);
  const ordinary = await answered(query, viewer, async contextValue => {
    const { document } = plan;
    const variableValues = { ...variables };
    const { data, errors } = await execute({
      schema,
      document,
      variableValues,
      operationName: operationName ?? null,
      contextValue,
    });
    if (errors) expect(isInDoubt, query).toBe(true);
    return data;
  });
  if (isInDoubt) return 0;
  expect(anew, query).toEqual(ordinary);
  expect(again, query).toEqual(ordinary);
  return consignmentsIn(ordinary.data);
}

test('of what has changed nothing is written again', async () => {
  const { sql } = hub.createContext();
  const query = '{ consignments(first: 20) { nodes { id goodsDescription status voyages { number service } } } }';
  const changes = [
    () =>
      sql`update consignment_slice set body = jsonb_set(body, '{goodsDescription}', '[]') where slice = 'consignment'`,
    () =>
      sql`update journey set body = jsonb_set(body, '{service}', '[{"value": "X", "origin": "meridian-ocean-line", "fact": ""}]')`,
    () =>
      sql`update consignment_filter set origin_country = 'ZZ', destination_country = 'ZZ', countries = '{}', places = '{}'`,
  ];
  for (const viewer of [OPERATOR, hub.partnerAsViewer('sg-customs')])
    for (const change of changes) {
      await compareAnswers({ query }, viewer);
      await change();
      await compareAnswers({ query }, viewer);
    }
});

test('a page is read with the statements of one consignment, and many look-ups at once with those of one', async () => {
  const { sql } = hub.createContext();
  const page = (first: number) =>
    `{ consignments(first: ${first}) { nodes { id status declarations { number } voyages { number } } } }`;
  const one = 'query($id: ID!) { consignment(where: { id: $id }) { ucr status voyages { number } } }';
  const ask = async (query: string, variables: Record<string, unknown>, batches: LookUpBatches) => {
    const plan = plans.get(query) ?? planOf(schema, query, undefined);
    plans.set(query, plan);
    if (!plan) throw new Error('it is not compiled');
    const reading = { lookUps: batches, wanted: plan.wanted };
    const context = { ...hub.createContext(hub.partnerAsViewer('cn-customs-tianjin'), reading), lookUps: batches };
    const coerced = plan.variablesOf(variables) ?? {};
    return JSON.parse(await plan.writerFor(coerced)(context, coerced, new AnswerFragments().keeper(plan.wanted)));
  };
  const statementsOf = async (work: (batches: LookUpBatches) => Promise<unknown>) => {
    const options = sql.options as { debug?: unknown };
    let statements = 0;
    options.debug = (_connection: number, statement: string) => {
      if (!statement.includes('pg_catalog.pg_type')) statements++;
    };
    await work(new LookUpBatches(sql));
    options.debug = false;
    return statements;
  };
  const { consignments } = await ask(page(16), {}, lookUps);
  const ids: string[] = consignments.nodes.map((each: { id: string }) => each.id);
  expect(ids.length).toBeGreaterThan(4);
  expect(await statementsOf(batches => ask(page(16), {}, batches))).toBe(
    await statementsOf(batches => ask(page(1), {}, batches)),
  );
  const several = (wanted: readonly string[]) =>
    statementsOf(batches => Promise.all(wanted.map(id => ask(one, { id }, batches))));
  expect(await several(ids)).toBe(await several(ids.slice(0, 1)));
});
