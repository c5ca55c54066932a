import fc from 'fast-check';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { argumentOperations } from './operations/argument-operations.ts';
import { fieldOperations } from './operations/field-operations.ts';

const MEMBERS = [
  'ucr status statusSince goodsDescription packages',
  'grossMass { value unit } origin { unlocode name } destination { unlocode }',
  'identifiers { scheme value issuer }',
  'parties { role party { id name country address identifiers { value } } }',
  'items { sequence hsCode description value { amount } equipment }',
  'declarations { number status customsValue { amount currency } seals items { hsCode } versions { version } notifications { functionCode } }',
  'transportDocuments { number issuer type masterNumber status grossMass { value } relations { number } }',
  'equipmentUses { equipment { number } from to sizeType seals { number } sealCustody { number } grossMass { value } }',
  'legs { sequence mode journeyNumber imo carrier from { name } departedAt { instant } }',
  'legs { voyage { id number vessel { imo name } calls { status place { unlocode } timestamps { event at time { raw } } } } }',
  'events(first: 50) { totalCount edges { cursor node { type classifier eventTime { raw } place { name } equipment { number } source { partner } } } }',
  'trail { equipment { number } minutes missing current { type } }',
  'yardPositions { position time { instant } }',
  'bookings { number status voyageNumber } railBookings { number status } railConsignmentNotes { number }',
  'certificates { number type } partnerRecords { kind text } inspections { number result }',
  'issues { code message } links { rule on source { partner } fact { position references { value } } }',
  'eta { best { time { instant } } spreadMinutes } direction',
  'a: ucr b: provenance(path: "ucr") { value source { partner } } c: provenance(path: "destination") { value source { partner } }',
] as const;
/** What takes long: it is asked for seldom. */
const SLOW = ['risk { channel }', 'history { changes { path } }'] as const;
const FILTERS = [
  '',
  'destinationCountry: "SG"',
  'originCountry: "CN"',
  'place: "SGSIN"',
  'hsPrefix: "87"',
  'party: "HIDDEN"',
  'status: [DELIVERED, ARRIVED, IN_TRANSIT]',
  'updatedAfter: "2026-12-01T00:00:00.001Z"',
  'search: "MRDU4001153"',
  'search: "6CN91120116MA00104163-A01001"',
  'voyage: "2000119/036S"',
  'search: "020220260000310611"',
  // What is true of the other database alone.
  'search: "HIDDEN18"',
  'place: "ZZHID"',
  'hsPrefix: "HIDDEN"',
  'voyage: "HIDDEN"',
];
const ORDERS = ['UPDATED_ASC', 'UPDATED_DESC'] as const;

const someMembers = fc.oneof(
  { weight: 60, arbitrary: fc.subarray([...MEMBERS], { minLength: 1, maxLength: 2 }) },
  { weight: 4, arbitrary: fc.subarray([...MEMBERS], { minLength: 3, maxLength: 6 }) },
  { weight: 1, arbitrary: fc.constantFrom(...SLOW).map(each => [each]) },
);

const listQuery = fc
  .record({
    members: someMembers,
    filter: fc.constantFrom(...FILTERS),
    first: fc.integer({ min: 1, max: 3 }),
    end: fc.constantFrom('first', 'last'),
    order: fc.constantFrom(...ORDERS),
  })
  .map(
    ({ members, filter, first, end, order }) =>
      `{ consignments(${end}: ${first}, orderBy: ${order}, filter: {${filter}}) { totalCount pageInfo { startCursor endCursor hasNextPage hasPreviousPage } edges { cursor node { id ${members.join(' ')} } } } }`,
  );

const TYPES = ['GATE_OUT', 'GATE_IN', 'LOAD', 'DISCHARGE', 'ARRIVAL', 'DEPARTURE'] as const;
const eventQuery = fc
  .record({
    types: fc.subarray([...TYPES]),
    place: fc.constantFrom('', 'places: ["SGSIN"]', 'places: ["ZZHID"]', 'equipment: "MRDU4001153"'),
    first: fc.integer({ min: 1, max: 30 }),
  })
  .map(({ types, place, first }) => {
    const filter = `${types.length > 0 ? `types: [${types.join()}] ` : ''}${place}`;
    return `{ events(first: ${first}, filter: {${filter}}) { totalCount pageInfo { endCursor } edges { cursor node { id type sequence place { name } eventTime { raw } source { partner } } } } }`;
  });

const measureQuery = fc
  .record({
    kind: fc.constantFrom('THROUGHPUT_TEU', 'TRADE_VALUE', 'CLEARANCE_TIME', 'INSPECTION_RATE', 'CHANNEL_MIX'),
    by: fc.subarray(['PORT', 'DIRECTION', 'PARTNER_COUNTRY', 'TIER'], { minLength: 1 }),
  })
  .map(
    ({ kind, by }) =>
      `{ indicators(kind: ${kind}, groupBy: [${by.join()}], from: "2026-01-01", to: "2027-01-01") { groups { value } unit label count p50 sum share } declarationCounts(by: [STATUS, ${by.join()}]) { groups { value } count } }`,
  );

const WHERES = [
  'declaration: "020220260000310611"',
  'transportDocument: {number: "MRDLTXG264013"}',
  'equipment: "MRDU4001153"',
  'ucr: "6CN91120116MA00104163-A01001"',
  'ucr: "UNKNOWN-1"',
  'declaration: "HIDDEN18"',
  'equipment: "HIDDEN 11"',
  'booking: {number: "HIDDEN"}',
  'id: "no id"',
] as const;
const lookUp = fc
  .record({ where: fc.constantFrom(...WHERES), members: someMembers })
  .map(({ where, members }) => `{ consignment(where: {${where}}) { id ${members.join(' ')} } }`);

/** Errors and what has no arguments to draw. */
const OTHERS = [
  '{ equipment(number: "MRDU4001153") { number consignments { id ucr } } }',
  '{ ambiguousLinks { totalCount nodes { on } } unlinked { totalCount } }',
  '{ riskRule(id: "R-AEO-01") { id } }',
  '{ consignments(after: "no cursor") { totalCount } }',
  '{ consignments(first: 0) { totalCount } }',
  '{ events(after: "no cursor") { totalCount } }',
  '{ consignment(where: {ucr: "6CN91120116MA00104163-A01001"}, asOf: "2000-01-01T00:00:00Z") { id } }',
  '{ consignment(where: {ucr: "6CN91120116MA00104163-A01001"}) { provenance(path: "no.such.path") { value } } }',
  '{ importDraft(consignment: {ucr: "6CN91120116MA00104163-A01001"}) { filled share fields { element state value source { partner } } } }',
  '{ voyage(where: {number: {vessel: "2000119", number: "036S"}}) { id vessel { imo name } calls { status place { unlocode } timestamps { event at time { raw } } } consignments { id } } }',
];

/** Nodes by their ids: consignments as they are found in the database, and what is not there. */
function nodeQueries(ids: readonly string[]): fc.Arbitrary<string> {
  return fc
    .record({ id: fc.constantFrom('no id', ...ids), members: someMembers })
    .map(({ id, members }) => `{ node(id: "${id}") { id ... on Consignment { ${members.join(' ')} } } }`);
}

/** Every field of every type, and every argument with each kind of value that is not refused before anything is read. */
export function walkOf(schema: GraphQLSchema): readonly string[] {
  return [...fieldOperations(schema), ...argumentOperations(schema)]
    .flatMap(({ query, variables }) => (variables === undefined ? [query.replaceAll(OTHER_UCRS, UCR)] : []))
    .filter(query => validate(schema, parse(query)).length === 0);
}

const OTHER_UCRS = /6CN91120113MA0014257G-A(13014|07007)/g;

const UCR = '6CN91120116MA00104163-A01001';

/** Queries as partners write them, the same for each seed. */
export function generatedQueries(runs: number, seed: number, ids: readonly string[] = []): string[] {
  const query = fc.oneof(
    { weight: 12, arbitrary: listQuery },
    { weight: 4, arbitrary: lookUp },
    { weight: 3, arbitrary: eventQuery },
    { weight: 2, arbitrary: measureQuery },
    { weight: 1, arbitrary: nodeQueries(ids) },
  );
  return [...OTHERS, ...fc.sample(query, { numRuns: runs, seed })];
}
